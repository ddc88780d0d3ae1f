package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.report.Environment;
import io.tidemark.benchmarks.report.Results;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How soon the runnable jar is at work. */
@Command(
    name = "first-event",
    mixinStandardHelpOptions = true,
    description =
        "From the start of java -jar tidemark.jar run, against a prepared slot, to the first event.")
final class FirstEventCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Option(names = "--rounds", description = "How often. Default: ${DEFAULT-VALUE}.")
  private int rounds = 7;

  @Option(names = "--jars", split = ",", description = "In turn. Default: ${DEFAULT-VALUE}.")
  private List<Path> jars = List.of(Path.of("publisher", "target", "tidemark.jar"));

  @Option(
      names = "--jvm",
      description =
          "Options of the JVM, with spaces between them. Several are compared. Default: none.")
  private List<String> jvms = List.of("");

  @Option(
      names = "--archive",
      description =
          "Starts each jar also with an archive of its classes, which a first run writes.")
  private boolean archive;

  @Option(names = "--output", description = "Where results go. Default: ${DEFAULT-VALUE}.")
  private Path output = Path.of("benchmarks", "target", "pipe");

  /**
   * One start.
   *
   * @param seconds to the first event
   * @param cpuSeconds that the process used until then
   */
  private record Start(double seconds, double cpuSeconds) {}

  @Override
  public Integer call() throws IOException, SQLException {
    Results results = Results.in(output);
    Map<String, List<Start>> starts = new TreeMap<>();
    int runs = 0;
    try (Broker broker = Broker.start();
        Backlog backlog = Backlog.build(new StandardLoad(StandardLoad.Kind.NARROW, 2))) {
      SlotReader.Bench bench = new SlotReader.Bench(backlog, broker, 1, output);
      Map<Path, List<String>> variants = new TreeMap<>();
      for (Path jar : jars) {
        List<String> own = new ArrayList<>(jvms);
        if (archive) {
          runs++;
          own.add(writeArchive(jar, "archive_" + runs, bench));
        }
        variants.put(jar, own);
      }
      for (int round = 0; round < rounds; round++) {
        for (Path jar : jars) {
          for (String jvm : variants.getOrDefault(jar, List.of())) {
            runs++;
            Start start = start(jar, jvm, "start_" + runs, bench);
            starts.computeIfAbsent((jar + " " + jvm).strip(), key -> new ArrayList<>()).add(start);
          }
        }
      }
    }
    results.text("first-event.md", table(starts));
    results.json(
        "first-event.json", Map.of("environment", Environment.current(), "starts", starts));
    return 0;
  }

  /** Returns the option with which a JVM uses it. */
  private String writeArchive(Path jar, String name, SlotReader.Bench bench) throws SQLException {
    Path file = output.resolve(name + ".jsa");
    List<String> command = command(jar, "-XX:ArchiveClassesAtExit=" + file, name, bench);
    command.add("--until-current");
    try (SlotReader reader = start(name, command, bench)) {
      Waiting.until("the archive", LIMIT, () -> !reader.client().isAlive());
    }
    return "-XX:SharedArchiveFile=" + file;
  }

  private static Start start(Path jar, String jvm, String name, SlotReader.Bench bench)
      throws SQLException {
    try (SlotReader reader = start(name, command(jar, jvm, name, bench), bench)) {
      ProcessUsage usage = new ProcessUsage(reader.client().pid());
      List<TopicPartition> partitions =
          reader.topics().stream().map(topic -> new TopicPartition(topic, 0)).toList();
      Waiting.until(
          "the first event",
          LIMIT,
          () -> {
            reader.progress().requireAlive();
            return bench.broker().records(partitions) > 0;
          });
      double seconds = (System.nanoTime() - reader.launched()) / 1e9;
      usage.sample();
      return new Start(seconds, usage.cpuSeconds());
    }
  }

  private static SlotReader start(String name, List<String> command, SlotReader.Bench bench)
      throws SQLException {
    Load load = bench.backlog().load();
    return bench.start(
        bench.task(name, Backlog.PUBLICATION, name, load.rows()), load.tables(), command);
  }

  private static List<String> command(Path jar, String jvm, String name, SlotReader.Bench bench) {
    URI server = URI.create(bench.backlog().libpqUrl());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Stream.of(jvm.split(" ", -1)).filter(option -> !option.isEmpty()).forEach(command::add);
    command.addAll(List.of("-jar", jar.toString(), "run"));
    Map.of(
            "database.hostname",
            server.getHost(),
            "database.port",
            Integer.toString(server.getPort()),
            "database.dbname",
            server.getPath().substring(1),
            "database.user",
            "postgres",
            "slot.name",
            name,
            "publication.name",
            Backlog.PUBLICATION,
            "topic.prefix",
            name,
            "producer.bootstrap.servers",
            bench.broker().bootstrapServers())
        .forEach((setting, value) -> command.addAll(List.of("--set", setting + "=" + value)));
    return command;
  }

  private static String table(Map<String, List<Start>> starts) {
    StringBuilder text = new StringBuilder("Measured on: " + Environment.current() + ".\n");
    text.append(
        """

        Seconds from the start of the process to the first event, and the CPU that it used until then;
        starts took turns.

        | started | median | fastest | slowest | CPU, median |
        |---|---|---|---|---|
        """);
    starts.forEach(
        (started, all) -> {
          double[] seconds = sorted(all, Start::seconds);
          text.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %.2f | %.2f | %.2f | %.2f |\n",
                  started,
                  Medians.of(seconds),
                  seconds[0],
                  seconds[seconds.length - 1],
                  Medians.of(sorted(all, Start::cpuSeconds))));
        });
    return text.toString();
  }

  private static double[] sorted(List<Start> starts, ToDoubleFunction<Start> figure) {
    return starts.stream().mapToDouble(figure).sorted().toArray();
  }
}
