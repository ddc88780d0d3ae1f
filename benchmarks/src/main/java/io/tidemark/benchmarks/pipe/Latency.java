package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.pipe.client.Task;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Has a system follow a writer that commits at a steady rate. Belongs to one thread. */
final class Latency {
  /** One connection commits more than so often a second, even where cores are few. */
  private static final int RATE_OF_A_WRITER = 2_500;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Broker broker;
  private final Duration warmUp;
  private final Duration measured;
  private final Path logs;
  private int runs;

  Latency(Broker broker, Duration warmUp, Duration measured, Path logs) {
    this.broker = broker;
    this.warmUp = warmUp;
    this.measured = measured;
    this.logs = logs;
  }

  /** On a server of its own, whose WAL holds nothing else. */
  LatencyResult run(Contender system, int rate, List<String> jvmOptions) throws SQLException {
    runs++;
    try (Backlog source = Backlog.build(new StandardLoad(StandardLoad.Kind.NARROW, 0))) {
      SlotReader.Bench bench = new SlotReader.Bench(source, broker, 1, logs);
      Task task = bench.task("run_" + runs, Backlog.PUBLICATION, "latency" + runs, 0);
      String log = system.name().toLowerCase(Locale.ROOT);
      try (SlotReader reader = bench.start(system, task, source.load().tables(), log, jvmOptions)) {
        return follow(system, rate, source, reader);
      }
    }
  }

  private LatencyResult follow(Contender system, int rate, Backlog source, SlotReader reader)
      throws SQLException {
    long walsenderPid = reader.awaitWalsender();
    int warm = (int) (rate * warmUp.toSeconds());
    Timestamps timestamps = new Timestamps((int) (warm + rate * measured.toSeconds()));
    Arrivals arrivals = new Arrivals(broker.bootstrapServers(), reader.topics().get(0), timestamps);
    arrivals.start();
    int writers = (rate + RATE_OF_A_WRITER - 1) / RATE_OF_A_WRITER;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      long begin = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      List<Future<Void>> running = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        running.add(
            threads.submit(
                new SteadyWriter(source.url(), timestamps, begin, rate, writer, writers)));
      }
      Waiting.until("warm", PATIENCE, () -> System.nanoTime() - begin > warmUp.toNanos());
      ProcessUsage clientUsage = new ProcessUsage(reader.client().pid());
      ProcessUsage walsender = new ProcessUsage(walsenderPid);
      long start = System.nanoTime();
      for (Future<Void> writer : running) {
        writer.get();
      }
      clientUsage.sample();
      walsender.sample();
      double seconds = (System.nanoTime() - start) / 1e9;
      Waiting.until(
          system + " has published all of " + timestamps.transactions(),
          PATIENCE,
          () -> arrivals.count() >= timestamps.transactions());
      return new LatencyResult(
          system,
          rate,
          timestamps.rate(warm),
          timestamps.fromCommit(warm),
          timestamps.fromDue(warm),
          clientUsage.cpuSeconds() / seconds,
          walsender.cpuSeconds() / seconds);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a writer failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a writer was waited for", e);
    } finally {
      threads.shutdownNow();
      arrivals.stopAndJoin();
    }
  }
}
