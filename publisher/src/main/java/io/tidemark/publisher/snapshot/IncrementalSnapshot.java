package io.tidemark.publisher.snapshot;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.publisher.StreamCompanion;
import io.tidemark.replication.ServerException;
import io.tidemark.replication.SnapshotCut;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads tables in chunks while the stream goes on, and sends each chunk at its place in the stream:
 * after the transactions that its snapshot shows, before all others. Why nothing is lost or
 * overwritten so is in {@code docs/adr/snapshots.md}. Belongs to the thread that streams.
 */
final class IncrementalSnapshot implements StreamCompanion {
  private static final Logger LOG = LoggerFactory.getLogger(IncrementalSnapshot.class);

  /** Classes of SQLSTATE that another attempt does not change: rights, names, values. */
  private static final Set<String> REFUSED = Set.of("42", "3F", "22", "0A");

  /** The class of what may be tried again: a standby cancels queries that are in its way. */
  private static final String ROLLED_BACK = "40";

  private static final long QUIET_NANOS = 20_000_000;

  private final SnapshotPhase.Context context;
  private final String slot;
  private final int chunkSize;
  private final IncrementalProgress progress;
  private final ChunkSource reader;
  private final JournalWriter journal;
  private final IncrementalStatus status;
  private final ChunkSender sender;
  private final DeliveredTransactions delivered = new DeliveredTransactions();
  private final PendingHeaps heaps;

  private Stage stage = new Idle();

  private long lastCommitEnd;

  /** When the window was opened, or a transaction was sent since. */
  private long activeNanos;

  /**
   * What it waits for.
   *
   * <pre>
   *   Idle → Planning → Locking ⇄ Window
   *     ↑________________ Draining
   * </pre>
   */
  private sealed interface Stage {}

  /** A request. */
  private record Idle() implements Stage {}

  /** The tables, once every transaction has ended that may have been streamed before. */
  private record Planning(CompletableFuture<List<ChunkTarget>> found) implements Stage {}

  /** That nobody alters the first heap. */
  private record Locking(CompletableFuture<Void> locked) implements Stage {}

  /** That the stream comes to the place of the chunk. */
  private record Window(SnapshotCut cut, CompletableFuture<ChunkSource.Rows> rows)
      implements Stage {

    /** Whether the rows must come before a transaction, which the snapshot does not show. */
    boolean isBefore(long commitLsn, long xid) {
      return !cut.visible().contains(xid)
          || Long.compareUnsigned(commitLsn, cut.lsn().value()) >= 0;
    }

    /** Whether all was sent that the snapshot shows. */
    boolean isReached(Lsn reached) {
      return reached.compareTo(cut.lsn()) >= 0;
    }
  }

  /** That all that was sent is safe. */
  private record Draining() implements Stage {}

  /**
   * @param progress of earlier connections
   * @param withoutKey takes tables that cannot be read in chunks
   * @param sent counts by table, of all snapshots
   */
  IncrementalSnapshot(
      SnapshotPhase.Context context,
      int chunkSize,
      ChunkSource reader,
      IncrementalProgress progress,
      JournalWriter journal,
      Consumer<Signal.Execute> withoutKey,
      Map<String, TableRun.Sent> sent) {
    this.context = context;
    this.chunkSize = chunkSize;
    this.reader = reader;
    this.progress = progress;
    this.journal = journal;
    status = new IncrementalStatus(sent);
    slot = context.replication().slot();
    sender = new ChunkSender(context, progress, journal, status);
    heaps = new PendingHeaps(slot, chunkSize, progress, journal, withoutKey, status, sender);
  }

  /** Does what a signal says, and returns when that is written down. */
  void obey(Signal signal) {
    if (signal instanceof Signal.Execute execute && !progress.add(execute)) {
      return; // the stream repeats what was not confirmed
    }
    LOG.info("Slot {}: {}", slot, signal);
    if (signal instanceof Signal.Stop stop) {
      progress.stop(stop.tables());
      sender.forget();
      abandon();
    } else if (signal instanceof Signal.Pause) {
      progress.pause(true);
    } else if (signal instanceof Signal.Resume) {
      progress.pause(false);
    }
    Workers.await(journal.write(IncrementalProgress.HEADER, progress.header()));
  }

  @Override
  public void beginning(long commitLsn, long xid) {
    if (stage instanceof Window window && window.isBefore(commitLsn, xid)) {
      close(window);
    }
    if (!(stage instanceof Idle)) {
      delivered.add(xid);
      activeNanos = System.nanoTime();
    }
  }

  @Override
  public void committed(long endLsn) {
    lastCommitEnd = endLsn;
    if (isActive()) {
      step(new Lsn(endLsn)); // polls may end amid transactions again and again
    }
  }

  @Override
  public boolean isActive() {
    return progress.current().isPresent() || !(stage instanceof Idle) || !sender.isDone();
  }

  @Override
  public void step(Lsn reached) {
    sender.throwIfFailed();
    sender.writeDown();
    if (delivered.isFull() && !(stage instanceof Window)) {
      abandon();
    }
    if (stage instanceof Idle && progress.current().isPresent()) {
      // From here on what is delivered is remembered; all that was before is waited for
      stage = new Planning(reader.targets());
    } else if (stage instanceof Planning planning && planning.found.isDone()) {
      attempt(() -> plan(planning));
    } else if (stage instanceof Draining && sender.isDone()) {
      complete();
    } else if (stage instanceof Locking locking && locking.locked.isDone()) {
      attempt(() -> open(locking));
    }
    if (stage instanceof Window window && (window.isReached(reached) || isQuiet(window))) {
      close(window);
    }
  }

  /**
   * The WAL may be flushed up to amid a record, which the server sends when the rest is, perhaps
   * seconds later. Rows that come too early do no harm: what comes after is repeated, up to them.
   */
  private boolean isQuiet(Window window) {
    return window.rows.isDone() && System.nanoTime() - activeNanos > QUIET_NANOS;
  }

  private void plan(Planning planning) {
    heaps.plan(Workers.await(planning.found, context.stopping()));
    next();
  }

  /** Goes on with the first heap that is left. */
  private void next() {
    if (progress.current().isEmpty()) {
      abandon();
    } else if (heaps.isEmpty()) {
      stage = new Draining();
    } else {
      stage = new Locking(reader.lock(heaps.first().heap()));
    }
  }

  /** Takes the snapshot now, at a known place of the stream, and has the rows read meanwhile. */
  private void open(Locking locking) {
    Workers.await(locking.locked, context.stopping());
    SnapshotCut cut = Workers.await(reader.cut(), context.stopping());
    ChunkTarget target = heaps.first();
    if (!delivered.areIn(cut.visible())) {
      stage = new Locking(reader.lockAgain(target.heap()));
      return;
    }
    activeNanos = System.nanoTime();
    stage = new Window(cut, reader.read(target, heaps.filter(), heaps.position(), chunkSize));
  }

  /** Sends the chunk: the stream is at its place. */
  private void close(Window window) {
    attempt(
        () -> {
          ChunkSource.Rows rows = Workers.await(window.rows, context.stopping());
          long stream = lastCommitEnd == 0 ? window.cut.lsn().value() : lastCommitEnd;
          heaps.send(window.cut, rows, stream);
          next();
          context.progress().accept(status.status());
        });
  }

  private void complete() {
    LOG.info(
        "Slot {}: incremental snapshot {} is complete, {} rows",
        slot,
        progress.current().map(IncrementalProgress.Request::id).orElse(""),
        status.rows());
    context.progress().accept(status.status());
    progress.complete();
    abandon();
    Workers.await(journal.write(IncrementalProgress.HEADER, progress.header()));
  }

  /** Does a step that the server may refuse. */
  private void attempt(Runnable action) {
    try {
      action.run();
    } catch (StoppedException e) {
      abandon();
    } catch (ServerException e) {
      String state = e.sqlState();
      String sqlClass = state.substring(0, Math.min(2, state.length()));
      if (heaps.isEmpty() || !(REFUSED.contains(sqlClass) || sqlClass.equals(ROLLED_BACK))) {
        throw e;
      }
      reader.reset();
      if (sqlClass.equals(ROLLED_BACK)) {
        stage = new Locking(reader.lockAgain(heaps.first().heap()));
      } else {
        heaps.skip("cannot be read, and is left out: " + e.getMessage());
        next();
      }
    }
  }

  /** Drops what is not sent: it is read again, or not wanted. */
  private void abandon() {
    if (stage instanceof Planning || stage instanceof Locking || stage instanceof Window) {
      reader.reset();
    }
    stage = new Idle();
    heaps.clear();
    delivered.clear();
  }

  @Override
  public void close() {
    try (reader;
        journal) {
      sender.writeDown();
      sender.close();
    }
  }
}
