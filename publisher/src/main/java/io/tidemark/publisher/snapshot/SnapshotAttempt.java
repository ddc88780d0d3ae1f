package io.tidemark.publisher.snapshot;

import io.tidemark.envelope.SnapshotMarkers;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.SinkException;
import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.publisher.SnapshotStatus;
import io.tidemark.replication.ServerException;
import io.tidemark.replication.SnapshotPoint;
import io.tidemark.replication.SnapshotReader;
import io.tidemark.replication.SnapshotTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what is left of the tables, as one snapshot sees them. The thread that runs it holds
 * the snapshot and writes down what is safe; workers read and send.
 */
final class SnapshotAttempt implements AutoCloseable {
  private static final long STEP_MILLIS = 1_000;

  private final SnapshotPhase.Context context;
  private final SnapshotConfig config;
  private final SnapshotProgress progress;
  private final Map<String, TableRun.Sent> sent;
  private final SnapshotReader holder;
  private final SnapshotPoint point;

  // Shared
  private final Object sinkLock = new Object();
  private final SnapshotMarkers<HeldRow> markers = new SnapshotMarkers<>();
  private final Queue<Chunk> unread = new ConcurrentLinkedQueue<>();

  /** What the thread that runs it is to do next. */
  private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();

  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicInteger reading = new AtomicInteger();

  // The thread that runs it
  private final List<TableRun> runs = new ArrayList<>();

  /**
   * Takes the snapshot.
   *
   * @param exported its name; null to take one now
   * @param lsn where it is in the WAL; null to ask the server
   * @param sent counts by table, of all attempts
   */
  SnapshotAttempt(
      SnapshotPhase.Context context,
      SnapshotConfig config,
      SnapshotProgress progress,
      Map<String, TableRun.Sent> sent,
      @Nullable String exported,
      @Nullable Lsn lsn) {
    this.context = context;
    this.config = config;
    this.progress = progress;
    this.sent = sent;
    holder = SnapshotReader.open(context.replication());
    SnapshotPoint now = take(exported);
    point =
        lsn == null
            ? now
            : new SnapshotPoint(now.name(), lsn, now.xmin(), now.xmax(), now.timeMicros());
  }

  /** The slot's own snapshot is made of the WAL; one taken now has to see as much as that. */
  private SnapshotPoint take(@Nullable String exported) {
    if (exported != null) {
      holder.begin(exported);
    } else if (holder.awaitWriters(context.stopping())) {
      holder.begin();
    } else {
      holder.close();
      throw new StoppedException();
    }
    return holder.export();
  }

  /**
   * Returns when all that could be read is safe and written down.
   *
   * @return whether nothing is left: tables that changed meanwhile need another attempt
   * @throws StoppedException when the publisher is to stop
   */
  boolean run() {
    List<Thread> threads = new ArrayList<>();
    List<SnapshotWorker> workers = new ArrayList<>();
    try (SnapshotWorker last = worker()) {
      plan(last);
      reading.set(Math.min(config.maxThreads(), Math.max(1, unread.size())));
      for (int i = 0; i < reading.get(); i++) {
        SnapshotWorker worker = worker();
        workers.add(worker);
        threads.add(new Thread(() -> work(worker), "tidemark-snapshot-" + i));
      }
      threads.forEach(Thread::start);
      while (reading.get() > 0) {
        step(STEP_MILLIS);
      }
      throwIfFailed();
      last.send(markers.end());
      context.sink().flush();
      throwIfFailed();
      step(0);
      requireSafe();
    } finally {
      fail(new StoppedException());
      workers.forEach(SnapshotWorker::abort);
      threads.forEach(SnapshotAttempt::join);
      workers.forEach(SnapshotWorker::close);
    }
    return runs.stream().noneMatch(TableRun::hasChanged);
  }

  /** A sink has broken its promise when a row is neither safe nor failed after a flush. */
  private void requireSafe() {
    for (TableRun run : runs) {
      if (!run.hasChanged() && run.fraction() < 1) {
        throw new IllegalStateException(
            run.table.relation() + ": the sink has flushed, and not told the fate of every row");
      }
    }
  }

  private SnapshotWorker worker() {
    return new SnapshotWorker(context, config, point, this::isOver, sinkLock);
  }

  private boolean isOver() {
    return failure.get() != null || context.stopping().getAsBoolean();
  }

  private void plan(SnapshotWorker worker) {
    List<SnapshotTable> published = holder.tables(context.replication().publications());
    for (SnapshotTable table : worker.chosen(published)) {
      if (!progress.isFinished(table)) {
        plan(table);
      }
    }
  }

  private void plan(SnapshotTable table) {
    String name = table.relation().toString();
    List<SnapshotTable.Heap> heaps = table.heaps();
    if (heaps.isEmpty()) {
      return; // a partitioned table without partitions
    }
    boolean overridden = config.selects().containsKey(name);
    List<List<Range>> ranges = new ArrayList<>();
    int chunks = 0;
    for (SnapshotTable.Heap heap : overridden ? heaps.subList(0, 1) : heaps) {
      List<Range> remaining =
          overridden
              ? List.of(new Range(0, Range.OPEN, 0))
              : progress.remaining(heap, config.chunkBlocks());
      ranges.add(remaining);
      chunks += remaining.size();
    }
    TableRun run =
        new TableRun(
            table, markers.table(), chunks, sent.computeIfAbsent(name, key -> new TableRun.Sent()));
    runs.add(run);
    for (int i = 0; i < ranges.size(); i++) {
      for (Range range : ranges.get(i)) {
        unread.add(new Chunk(run, heaps.get(i), range, this::safe, this::fail));
      }
    }
  }

  private void work(SnapshotWorker worker) {
    try {
      Chunk chunk = unread.poll();
      while (chunk != null && !isOver()) {
        worker.read(chunk);
        chunk = unread.poll();
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      reading.decrementAndGet();
      steps.add(() -> {}); // an end to wait for
    }
  }

  private void fail(Throwable cause) {
    failure.compareAndSet(null, cause);
    unread.clear();
  }

  private void safe(Chunk chunk) {
    steps.add(
        () -> {
          progress.record(chunk.heap, chunk.range, point.xmin());
          if (chunk.run.chunkSafe() && !chunk.run.hasChanged()) {
            progress.finish(chunk.run.table);
          }
        });
  }

  /** Does what there is to do, waiting at most so long for the first of it. */
  private void step(long millis) {
    try {
      Runnable next = steps.poll(millis, TimeUnit.MILLISECONDS);
      while (next != null) {
        next.run();
        next = steps.poll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
    context.progress().accept(status());
    throwIfFailed();
  }

  private SnapshotStatus status() {
    return new SnapshotStatus(runs.stream().map(SnapshotAttempt::status).toList());
  }

  private static SnapshotStatus.Table status(TableRun run) {
    long estimate = 0;
    for (SnapshotTable.Heap heap : run.table.heaps()) {
      estimate = heap.estimatedRows() < 0 || estimate < 0 ? -1 : estimate + heap.estimatedRows();
    }
    return new SnapshotStatus.Table(
        run.table.relation().toString(),
        run.sent.rows().get(),
        run.sent.bytes().get(),
        estimate,
        run.fraction());
  }

  private void throwIfFailed() {
    Throwable cause = failure.get();
    if (cause == null && context.stopping().getAsBoolean()) {
      throw new StoppedException();
    } else if (cause instanceof ServerException) {
      holder.ping(); // when the holder's connection is lost, the snapshot is: that is the reason
    }
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    } else if (cause instanceof Error error) {
      throw error;
    } else if (cause != null) {
      throw new SinkException("the sink will never deliver a row: " + cause.getMessage(), cause);
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the snapshot go. */
  @Override
  public void close() {
    holder.close();
  }
}
