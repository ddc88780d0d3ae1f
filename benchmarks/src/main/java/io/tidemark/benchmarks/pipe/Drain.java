package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.pipe.DrainResult.Sample;
import io.tidemark.benchmarks.pipe.client.Task;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Has one system after the other read a backlog to its end. Belongs to one thread. */
final class Drain {
  /** A system may take so long; then something is wrong. */
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final Backlog backlog;
  private final Broker broker;
  private final int partitions;
  private final Path logs;
  private int runs;

  /**
   * @param partitions of each topic
   * @param logs the folder for what the clients write to their standard error
   */
  Drain(Backlog backlog, Broker broker, int partitions, Path logs) {
    this.backlog = backlog;
    this.broker = broker;
    this.partitions = partitions;
    this.logs = logs;
  }

  /** Reads it once, and sees to it that not a row is missing and none came twice. */
  DrainResult run(Contender system, List<String> jvmOptions) throws SQLException {
    runs++;
    String name = "run_" + runs;
    long rows = backlog.load().rows();
    Task task =
        new Task(
            backlog.url(),
            name,
            Backlog.PUBLICATION,
            broker.bootstrapServers(),
            topicPrefix(),
            rows);
    List<String> topics = system.isToKafka() ? backlog.topics(topicPrefix()) : List.of();
    backlog.copySlot(name);
    if (!topics.isEmpty()) {
      broker.createTopics(topics, partitions);
    }
    DrainResult result;
    long launched = System.nanoTime();
    try (Client client =
        system.start(
            task,
            backlog.libpqUrl(),
            backlog.end(),
            jvmOptions,
            logs.resolve(system.name().toLowerCase(java.util.Locale.ROOT) + ".log"))) {
      Progress progress =
          system.isToKafka()
              ? Progress.ofTopics(client, broker, topics, partitions)
              : system.isForeign() ? Progress.ofExit(client, rows) : Progress.ofLines(client, rows);
      result = measure(system, client, progress, name, launched);
      progress.requireExactly(rows);
    }
    backlog.dropSlot(name);
    if (!topics.isEmpty()) {
      broker.deleteTopics(topics);
    }
    return result;
  }

  /** A new one for each run: topics are deleted in the background. */
  private String topicPrefix() {
    return backlog.load().tables().get(0) + runs;
  }

  private DrainResult measure(
      Contender system, Client client, Progress progress, String slot, long launched)
      throws SQLException {
    long rows = backlog.load().rows();
    Waiting.until(
        system + " reads the slot",
        Duration.ofMinutes(2),
        () -> {
          progress.requireAlive();
          return backlog.walsender(slot).isPresent();
        });
    long start = System.nanoTime();
    ProcessUsage clientUsage = new ProcessUsage(client.pid());
    ProcessUsage walsenderUsage = new ProcessUsage(backlog.walsender(slot).orElse(client.pid()));
    ProcessUsage brokerUsage = new ProcessUsage(broker.pid());
    List<Sample> samples = new ArrayList<>();
    long seen = 0;
    while (seen < rows) {
      seen = progress.rows();
      double at = seconds(launched, System.nanoTime());
      clientUsage.sample();
      samples.add(new Sample(at, seen, clientUsage.cpuSeconds()));
      walsenderUsage.sample();
      brokerUsage.sample();
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        throw client.failed("has published " + seen + " of " + rows + " rows in " + LIMIT);
      }
    }
    double end = samples.get(samples.size() - 1).seconds();
    return new DrainResult(
        system,
        rows,
        end - seconds(launched, start),
        end,
        clientUsage.cpuSeconds(),
        walsenderUsage.cpuSeconds(),
        brokerUsage.cpuSeconds(),
        clientUsage.peakBytes(),
        system.isForeign() ? 0 : client.allocatedBytes(),
        List.copyOf(samples));
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }
}
