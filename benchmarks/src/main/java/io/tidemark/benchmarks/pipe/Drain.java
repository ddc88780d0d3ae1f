package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.pipe.DrainResult.Sample;
import io.tidemark.benchmarks.pipe.client.Task;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Has one system after the other read a backlog to its end. Belongs to one thread. */
final class Drain {
  private final SlotReader.Bench bench;
  private int runs;

  /**
   * @param partitions of each topic
   * @param logs the folder for what the clients write to their standard error
   */
  Drain(Backlog backlog, Broker broker, int partitions, Path logs) {
    this.bench = new SlotReader.Bench(backlog, broker, partitions, logs);
  }

  /** Reads it once, and sees to it that not a row is missing and none came twice. */
  DrainResult run(Contender system, List<String> jvmOptions) throws SQLException {
    runs++;
    Load load = bench.backlog().load();
    // A new prefix for each run: topics are deleted in the background
    String prefix = load.tables().get(0) + runs;
    Task task = bench.task("run_" + runs, Backlog.PUBLICATION, prefix, load.rows());
    String log = system.name().toLowerCase(Locale.ROOT);
    try (SlotReader reader = bench.start(system, task, load.tables(), log, jvmOptions)) {
      DrainResult result = measure(system, reader);
      reader.progress().requireExactly(load.rows());
      return result;
    }
  }

  private DrainResult measure(Contender system, SlotReader reader) throws SQLException {
    long walsender = reader.awaitWalsender();
    long start = System.nanoTime();
    long launched = reader.launched();
    Client client = reader.client();
    ProcessUsage clientUsage = new ProcessUsage(client.pid());
    ProcessUsage walsenderUsage = new ProcessUsage(walsender);
    ProcessUsage brokerUsage = new ProcessUsage(bench.broker().pid());
    List<Sample> samples = new ArrayList<>();
    long rows = reader.rows();
    long seen = 0;
    while (seen < rows) {
      seen = reader.progress().rows();
      double at = seconds(launched, System.nanoTime());
      clientUsage.sample();
      samples.add(new Sample(at, seen, clientUsage.cpuSeconds()));
      walsenderUsage.sample();
      brokerUsage.sample();
      if (System.nanoTime() - start > SlotReader.LIMIT.toNanos()) {
        throw client.failed(
            "has published " + seen + " of " + rows + " rows in " + SlotReader.LIMIT);
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
