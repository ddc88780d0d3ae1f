package io.tidemark.publisher.snapshot;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.Row;
import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.publisher.StreamCompanion;
import io.tidemark.replication.ServerException;
import io.tidemark.replication.SnapshotCut;
import io.tidemark.replication.SnapshotTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
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
  private final ChunkReader reader;
  private final JournalWriter journal;
  private final Consumer<Signal.Execute> withoutKey;
  private final IncrementalStatus status;
  private final ChunkSender sender;
  private final DeliveredTransactions delivered = new DeliveredTransactions();
  private final Deque<ChunkTarget> targets = new ArrayDeque<>();

  private Stage stage = new Idle();

  /** How far the first target was read. */
  private KeyPosition cursor = KeyPosition.START;

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

  /** That nobody alters the first target. */
  private record Locking(CompletableFuture<Void> locked) implements Stage {}

  /** That the stream comes to the place of the chunk. */
  private record Window(SnapshotCut cut, CompletableFuture<ChunkReader.Rows> rows)
      implements Stage {}

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
      IncrementalProgress progress,
      JournalWriter journal,
      Consumer<Signal.Execute> withoutKey,
      Map<String, TableRun.Sent> sent) {
    this.context = context;
    this.chunkSize = chunkSize;
    this.progress = progress;
    this.journal = journal;
    this.withoutKey = withoutKey;
    status = new IncrementalStatus(sent);
    slot = context.replication().slot();
    reader = new ChunkReader(context.replication());
    sender = new ChunkSender(context, progress, journal, status);
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
    if (stage instanceof Window window
        && (!window.cut.visible().contains(xid)
            || Long.compareUnsigned(commitLsn, window.cut.lsn().value()) >= 0)) {
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
    if (stage instanceof Window window
        && (reached.compareTo(window.cut.lsn()) >= 0 || isQuiet(window))) {
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
    Optional<IncrementalProgress.Request> request = progress.current();
    status.clear();
    targets.clear();
    for (ChunkTarget target : Workers.await(planning.found, context.stopping())) {
      if (request.isPresent()
          && request.get().includes(target.name())
          && sender.includes(target.table().relation())) {
        status.add(target);
        if (progress.position(target.heap()) == null) {
          status.finished(target.name());
        } else {
          targets.add(target);
        }
      }
    }
    LOG.info(
        "Slot {}: incremental snapshot {}, {} tables or partitions to read",
        slot,
        request.map(IncrementalProgress.Request::id).orElse("is paused"),
        targets.size());
    begin();
  }

  /** Begins with the first target. */
  private void begin() {
    ChunkTarget target = targets.peek();
    KeyPosition written = target == null ? null : progress.position(target.heap());
    cursor = written == null ? KeyPosition.START : written;
    next();
  }

  /** Goes on with the first target. */
  private void next() {
    if (progress.current().isEmpty()) {
      abandon();
    } else if (targets.isEmpty()) {
      stage = new Draining();
    } else {
      stage = new Locking(reader.lock(targets.element().heap()));
    }
  }

  /** Takes the snapshot now, at a known place of the stream, and has the rows read meanwhile. */
  private void open(Locking locking) {
    Workers.await(locking.locked, context.stopping());
    SnapshotCut cut = Workers.await(reader.cut(), context.stopping());
    ChunkTarget target = targets.element();
    if (!delivered.areIn(cut.visible())) {
      stage = new Locking(reader.lockAgain(target.heap()));
      return;
    }
    String filter = progress.current().map(request -> request.filter(target.name())).orElse("");
    activeNanos = System.nanoTime();
    stage = new Window(cut, reader.read(target, filter, cursor, chunkSize));
  }

  /** Sends the chunk: the stream is at its place. */
  private void close(Window window) {
    attempt(() -> send(window.cut, Workers.await(window.rows, context.stopping())));
  }

  private void send(SnapshotCut cut, ChunkReader.Rows read) {
    ChunkTarget target = read.target();
    if (target == null) {
      skip("is not published any more");
    } else if (read.key().isEmpty()) {
      readLater(target);
    } else {
      List<Row> rows = read.rows();
      boolean whole = rows.size() < chunkSize;
      KeyPosition end =
          rows.isEmpty()
              ? cursor
              : KeyPosition.of(read.key(), target.table().relation(), rows.get(rows.size() - 1));
      long stream = lastCommitEnd == 0 ? cut.lsn().value() : lastCommitEnd;
      sender.send(target, rows, whole ? null : end, stream, cut.timeMicros());
      if (whole) {
        endOfHeap();
      } else {
        cursor = end;
        next();
      }
    }
    context.progress().accept(status.status());
  }

  private void endOfHeap() {
    status.finished(targets.remove().name());
    begin();
  }

  private void skip(String why) {
    SnapshotTable.Heap heap = targets.element().heap();
    LOG.warn("Slot {}: incremental snapshot: {} {}", slot, heap, why);
    sender.finish(heap);
    endOfHeap();
  }

  /** Without a key there are no chunks that writers cannot change the limits of. */
  private void readLater(ChunkTarget target) {
    LOG.warn(
        "Slot {}: incremental snapshot: {} has no primary key, and is read while the stream waits",
        slot,
        target.name());
    String filter = progress.current().map(request -> request.filter(target.name())).orElse("");
    String select =
        String.join(
            " UNION ALL ",
            target.table().heaps().stream()
                .map(heap -> target.table().query(heap, filter))
                .toList());
    String id = progress.current().map(IncrementalProgress.Request::id).orElse("");
    withoutKey.accept(
        new Signal.Execute(
            id,
            List.of(Pattern.quote(target.name())),
            filter.isEmpty() ? Map.of() : Map.of(target.name(), select),
            true));
    while (!targets.isEmpty() && targets.element().name().equals(target.name())) {
      SnapshotTable.Heap heap = targets.element().heap();
      Workers.await( // before the stream stops for it
          journal.write(IncrementalProgress.entry(heap), progress.advance(heap, null)));
      status.finished(targets.remove().name());
    }
    begin();
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
      if (targets.isEmpty() || !(REFUSED.contains(sqlClass) || sqlClass.equals(ROLLED_BACK))) {
        throw e;
      }
      reader.reset();
      if (sqlClass.equals(ROLLED_BACK)) {
        stage = new Locking(reader.lockAgain(targets.element().heap()));
      } else {
        skip("cannot be read, and is left out: " + e.getMessage());
      }
    }
  }

  /** Drops what is not sent: it is read again, or not wanted. */
  private void abandon() {
    if (stage instanceof Planning || stage instanceof Locking || stage instanceof Window) {
      reader.reset();
    }
    stage = new Idle();
    targets.clear();
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
