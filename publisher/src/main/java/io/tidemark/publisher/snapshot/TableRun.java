package io.tidemark.publisher.snapshot;

import io.tidemark.envelope.SnapshotMarkers;
import io.tidemark.replication.SnapshotTable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One table in one attempt. Thread-safe. */
final class TableRun {
  final SnapshotTable table;
  final SnapshotMarkers<HeldRow>.Table markers;
  final int chunks;

  /** Rows and their bytes, of all attempts. */
  final Sent sent;

  private final AtomicInteger unread;
  private final AtomicInteger unsafe;
  private volatile boolean changed;

  /** What was sent of a table since the publisher started. */
  record Sent(AtomicLong rows, AtomicLong bytes) {
    Sent() {
      this(new AtomicLong(), new AtomicLong());
    }
  }

  TableRun(SnapshotTable table, SnapshotMarkers<HeldRow>.Table markers, int chunks, Sent sent) {
    this.table = table;
    this.markers = markers;
    this.chunks = chunks;
    this.sent = sent;
    unread = new AtomicInteger(chunks);
    unsafe = new AtomicInteger(chunks);
  }

  /** A chunk was read, or is not to be read; true when it was the last one. */
  boolean chunkRead() {
    return unread.decrementAndGet() == 0;
  }

  /** Everything of a chunk is safe and recorded; true when it was the last one. */
  boolean chunkSafe() {
    return unsafe.decrementAndGet() == 0;
  }

  double fraction() {
    return (chunks - unsafe.get()) / (double) chunks;
  }

  /** The table is no longer what was planned: to be read again, at a later snapshot. */
  void changed() {
    changed = true;
  }

  boolean hasChanged() {
    return changed;
  }
}
