package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.pipe.client.ClientMain;
import io.tidemark.benchmarks.pipe.client.Task;
import io.tidemark.benchmarks.report.Environment;
import io.tidemark.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--rounds", description = "How often. Default: ${DEFAULT-VALUE}.")
  private int rounds = 3;

  @Option(
      names = "--systems",
      split = ",",
      description = "Default: all of ${COMPLETION-CANDIDATES}.")
  private List<SnapshotContender> systems = List.of(SnapshotContender.values());

  @Override
  public Integer call() throws IOException, SQLException {
    Results results = options.results();
    Load load = options.load(StandardLoad.Kind.NARROW);
    SnapshotReport report = new SnapshotReport(Environment.current(), load.rows());
    try (Broker broker = Broker.start();
        Backlog table = Backlog.build(load)) {
      for (int round = 0; round < rounds; round++) {
        List<SnapshotContender> order = new ArrayList<>(systems);
        Collections.rotate(order, -round);
        for (SnapshotContender reader : order) {
          SnapshotResult result = run(reader, round, table, broker, results);
          report.add(reader, result);
          System.out.printf(
              "round %d, %s: %,.0f rows/s%n", round + 1, reader.title(), result.rowsPerSecond());
        }
      }
    }
    results.text("snapshot.md", report.table());
    results.json("snapshot.json", report.json());
    return 0;
  }

  private SnapshotResult run(
      SnapshotContender reader, int round, Backlog table, Broker broker, Results results)
      throws SQLException {
    String name = reader.name().toLowerCase(Locale.ROOT) + "_" + round;
    long rows = table.load().rows();
    Task task =
        new Task(table.url(), name, Backlog.PUBLICATION, broker.bootstrapServers(), name, rows);
    List<String> topics = reader.isToKafka() ? task.topics(table.load().tables()) : List.of();
    if (!topics.isEmpty()) {
      broker.createTopics(topics, 1);
    }
    SnapshotResult result;
    Path log = results.folder().resolve(name + ".log");
    try (Client client = Client.java(reader.program(), task, options.jvmOptions(), log)) {
      awaitBegin(client);
      Progress progress =
          topics.isEmpty()
              ? Progress.ofLines(client, rows)
              : Progress.ofTopics(client, broker, topics, 1);
      result = measure(client, progress, rows, new ProcessUsage(broker.pid()));
      progress.requireExactly(rows);
    }
    if (!topics.isEmpty()) {
      table.dropSlotIfThere(name);
      broker.deleteTopics(topics);
    }
    return result;
  }

  /** The JVM may write something first: a flight recorder that starts, for example. */
  private static void awaitBegin(Client client) {
    String line = client.line(PATIENCE);
    while (!ClientMain.BEGIN.equals(line)) {
      if (line == null) {
        throw client.failed("did not begin");
      }
      line = client.line(PATIENCE);
    }
  }

  private static SnapshotResult measure(
      Client client, Progress progress, long rows, ProcessUsage broker) {
    ProcessUsage usage = new ProcessUsage(client.pid());
    long start = System.nanoTime();
    long now = start;
    long halfAt = start;
    long half = 0;
    long seen = 0;
    while (seen < rows) {
      if (now - start > LIMIT.toNanos()) {
        throw client.failed("has not ended within " + LIMIT);
      }
      seen = progress.rows();
      now = System.nanoTime();
      if (half == 0 && seen >= rows / 2) {
        half = seen;
        halfAt = now;
      }
      usage.sample();
    }
    broker.sample();
    return new SnapshotResult(
        rows * 1e9 / (now - start),
        (rows - half) * 1e9 / Math.max(1, now - halfAt),
        usage.cpuSeconds(),
        broker.cpuSeconds());
  }
}
