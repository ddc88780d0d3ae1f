package io.tidemark.publisher.snapshot;

import io.tidemark.pgoutput.Row;
import io.tidemark.replication.SnapshotCut;
import io.tidemark.replication.SnapshotTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heaps that an incremental snapshot has still to read, one after the other, and how far it is
 * in the first of them. Belongs to the thread that streams.
 */
final class PendingHeaps {
  private static final Logger LOG = LoggerFactory.getLogger(PendingHeaps.class);

  private final String slot;
  private final int chunkSize;
  private final IncrementalProgress progress;
  private final JournalWriter journal;
  private final Consumer<Signal.Execute> withoutKey;
  private final IncrementalStatus status;
  private final ChunkSender sender;
  private final Deque<ChunkTarget> targets = new ArrayDeque<>();

  /** How far the first one was read. */
  private KeyPosition position = KeyPosition.START;

  /**
   * @param chunkSize fewer rows than that are the last ones of a heap
   * @param withoutKey takes tables that cannot be read in chunks
   */
  PendingHeaps(
      String slot,
      int chunkSize,
      IncrementalProgress progress,
      JournalWriter journal,
      Consumer<Signal.Execute> withoutKey,
      IncrementalStatus status,
      ChunkSender sender) {
    this.slot = slot;
    this.chunkSize = chunkSize;
    this.progress = progress;
    this.journal = journal;
    this.withoutKey = withoutKey;
    this.status = status;
    this.sender = sender;
  }

  /** Takes those of the published heaps that the current request names and that are not read. */
  void plan(List<ChunkTarget> published) {
    Optional<IncrementalProgress.Request> request = progress.current();
    status.clear();
    targets.clear();
    for (ChunkTarget target : published) {
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
    beginFirst();
  }

  private void beginFirst() {
    ChunkTarget target = targets.peek();
    KeyPosition written = target == null ? null : progress.position(target.heap());
    position = written == null ? KeyPosition.START : written;
  }

  boolean isEmpty() {
    return targets.isEmpty();
  }

  /**
   * The one to read from.
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  ChunkTarget first() {
    return targets.element();
  }

  KeyPosition position() {
    return position;
  }

  /** What rows of the first one must meet, in SQL; empty for nothing. */
  String filter() {
    return progress.first().map(request -> request.filter(first().name())).orElse("");
  }

  void clear() {
    targets.clear();
  }

  /**
   * Sends the next rows of the first one, or does without.
   *
   * @param reached how far the stream is, unsigned
   */
  void send(SnapshotCut cut, ChunkSource.Rows read, long reached) {
    ChunkTarget target = read.target();
    if (target == null) {
      skip("is not published any more");
    } else if (read.key().isEmpty()) {
      readLater(target);
    } else {
      List<Row> rows = read.rows();
      boolean whole = rows.size() < chunkSize;
      if (!rows.isEmpty()) {
        Row last = rows.get(rows.size() - 1);
        position = KeyPosition.of(read.key(), target.table().relation(), last);
      }
      sender.send(target, rows, whole ? null : position, reached, cut.timeMicros());
      if (whole) {
        finishFirst();
      }
    }
  }

  private void finishFirst() {
    status.finished(targets.remove().name());
    beginFirst();
  }

  /** Leaves the first one out. */
  void skip(String why) {
    SnapshotTable.Heap heap = first().heap();
    LOG.warn("Slot {}: incremental snapshot: {} {}", slot, heap, why);
    sender.finish(heap);
    finishFirst();
  }

  /** Without a key there are no chunks that writers cannot change the limits of. */
  private void readLater(ChunkTarget target) {
    LOG.warn(
        "Slot {}: incremental snapshot: {} has no primary key, and is read while the stream waits",
        slot,
        target.name());
    String filter = filter();
    String select =
        String.join(
            " UNION ALL ",
            target.table().heaps().stream()
                .map(heap -> target.table().query(heap, filter))
                .toList());
    String id = progress.first().map(IncrementalProgress.Request::id).orElse("");
    withoutKey.accept(
        new Signal.Execute(
            id,
            List.of(Pattern.quote(target.name())),
            filter.isEmpty() ? Map.of() : Map.of(target.name(), select),
            true));
    while (!targets.isEmpty() && first().name().equals(target.name())) {
      SnapshotTable.Heap heap = first().heap();
      Workers.await( // before the stream stops for it
          journal.write(IncrementalProgress.entry(heap), progress.advance(heap, null)));
      finishFirst();
    }
  }
}
