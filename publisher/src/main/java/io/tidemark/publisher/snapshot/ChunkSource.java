package io.tidemark.publisher.snapshot;

import io.tidemark.pgoutput.Row;
import io.tidemark.replication.SnapshotCut;
import io.tidemark.replication.SnapshotTable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where an incremental snapshot has its rows from: does one thing after the other, beside the
 * stream's thread, which asks for them.
 */
interface ChunkSource extends AutoCloseable {

  /**
   * Rows of a heap.
   *
   * @param target as it is now; null when it is published no longer
   * @param key what they are in the order of; empty when the table has none, and then no row
   */
  record Rows(@Nullable ChunkTarget target, List<String> key, List<Row> rows) {
    static final Rows GONE = new Rows(null, List.of(), List.of());

    /** Copies the lists. */
    public Rows {
      key = List.copyOf(key);
      rows = List.copyOf(rows);
    }
  }

  /** Every heap of the published tables, once all transactions have ended that have written. */
  CompletableFuture<List<ChunkTarget>> targets();

  /** Keeps a heap as it is, until it was read or is let go. */
  CompletableFuture<Void> lock(SnapshotTable.Heap heap);

  /** Lets a heap go and locks it anew, a moment later. */
  CompletableFuture<Void> lockAgain(SnapshotTable.Heap heap);

  /** Takes the snapshot to read at. */
  CompletableFuture<SnapshotCut> cut();

  /** Reads the next rows of the heap that is locked, and lets it go. */
  CompletableFuture<Rows> read(ChunkTarget target, String condition, KeyPosition after, int limit);

  /** After a failure: forgets the transaction, which cannot go on. */
  void reset();

  /** Ends what it reads, at once. */
  @Override
  void close();
}
