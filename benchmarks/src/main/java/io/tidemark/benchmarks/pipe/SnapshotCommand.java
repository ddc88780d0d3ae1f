package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.pipe.client.ClientMain;
import io.tidemark.benchmarks.pipe.client.Program;
import io.tidemark.benchmarks.pipe.client.Task;
import io.tidemark.benchmarks.report.Environment;
import io.tidemark.benchmarks.report.Results;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The comparison of systems that publish a table that is there already. */
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    description = "Takes a snapshot of the narrow table with each system, in turn, and compares.")
final class SnapshotCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private enum Reader {
    COPY("COPY … TO STDOUT, drained: the limit", Program.COPY),
    SNAPSHOT("Tidemark snapshot to Kafka, one thread", Program.SNAPSHOT),
    SNAPSHOT_PARALLEL("Tidemark snapshot to Kafka, a thread a core", Program.SNAPSHOT_PARALLEL),
    DEBEZIUM("Debezium snapshot to Kafka, tuned, a thread a core", Program.DEBEZIUM_SNAPSHOT);

    private final String title;
    private final Program program;

    Reader(String title, Program program) {
      this.title = title;
      this.program = program;
    }
  }

  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--rounds", description = "How often. Default: ${DEFAULT-VALUE}.")
  private int rounds = 3;

  private final Map<Reader, List<Double>> rates = new EnumMap<>(Reader.class);

  @Override
  public Integer call() throws IOException, SQLException {
    Results results = options.results();
    Load load = options.load(StandardLoad.Kind.NARROW);
    try (Broker broker = Broker.start();
        Backlog table = Backlog.build(load)) {
      for (int round = 0; round < rounds; round++) {
        List<Reader> order = new ArrayList<>(List.of(Reader.values()));
        Collections.rotate(order, -round);
        for (Reader reader : order) {
          double rate = load.rows() / seconds(reader, round, table, broker, results);
          rates.computeIfAbsent(reader, key -> new ArrayList<>()).add(rate);
          System.out.printf("round %d, %s: %,.0f rows/s%n", round + 1, reader.title, rate);
        }
      }
    }
    results.text("snapshot.md", table(load.rows()));
    results.json("snapshot.json", Map.of("environment", Environment.current(), "rates", rates));
    return 0;
  }

  /** From the start of the program, in a JVM that runs, to the last record on the broker. */
  private double seconds(Reader reader, int round, Backlog table, Broker broker, Results results)
      throws SQLException {
    String name = reader.name().toLowerCase(Locale.ROOT) + "_" + round;
    long rows = table.load().rows();
    Task task =
        new Task(table.url(), name, Backlog.PUBLICATION, broker.bootstrapServers(), name, rows);
    List<String> topics = reader == Reader.COPY ? List.of() : table.topics(name);
    if (!topics.isEmpty()) {
      broker.createTopics(topics, 1);
    }
    double seconds;
    try (Client client =
        Client.java(
            reader.program, task, options.jvmOptions(), results.folder().resolve(name + ".log"))) {
      if (!ClientMain.BEGIN.equals(client.line(Duration.ofMinutes(1)))) {
        throw client.failed("did not begin");
      }
      long start = System.nanoTime();
      Progress progress =
          topics.isEmpty()
              ? Progress.ofLines(client, rows)
              : Progress.ofTopics(client, broker, topics, 1);
      while (progress.rows() < rows) {
        if (System.nanoTime() - start > LIMIT.toNanos()) {
          throw client.failed("has not ended within " + LIMIT);
        }
      }
      seconds = (System.nanoTime() - start) / 1e9;
    }
    if (!topics.isEmpty()) {
      table.dropSlotIfThere(name);
      broker.deleteTopics(topics);
    }
    return seconds;
  }

  private String table(long rows) {
    StringBuilder text = new StringBuilder("Measured on: " + Environment.current() + ".\n");
    text.append(
        """

        ### %,d rows of the narrow table, by snapshot

        Median of %d interleaved rounds.

        | system | rows/s | of COPY | × Debezium |
        |---|---|---|---|
        """
            .formatted(rows, rounds));
    double copy = median(Reader.COPY);
    double debezium = median(Reader.DEBEZIUM);
    for (Reader reader : Reader.values()) {
      double rate = median(reader);
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,.0f | %.2f | %.2f |\n",
              reader.title,
              rate,
              rate / copy,
              rate / debezium));
    }
    return text.toString();
  }

  private double median(Reader reader) {
    return Medians.of(
        rates.getOrDefault(reader, List.of()).stream()
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray());
  }
}
