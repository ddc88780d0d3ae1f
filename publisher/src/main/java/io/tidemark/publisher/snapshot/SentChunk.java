package io.tidemark.publisher.snapshot;

import io.tidemark.publisher.DeliveryListener;
import io.tidemark.replication.SnapshotTable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts what of an incremental chunk is not safe yet; the listener of its records. */
final class SentChunk implements DeliveryListener {
  final SnapshotTable.Heap heap;

  /** Of its last row; null when nothing of the heap is left. */
  final @Nullable KeyPosition end;

  private final AtomicLong outstanding = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure;

  /**
   * @param failure where to put why a record will never be safe
   */
  SentChunk(
      SnapshotTable.Heap heap,
      @Nullable KeyPosition end,
      AtomicReference<@Nullable Throwable> failure) {
    this.heap = heap;
    this.end = end;
    this.failure = failure;
  }

  /** A record is about to be sent, by the thread that asks {@link #isSafe} when all are. */
  void expect() {
    outstanding.incrementAndGet();
  }

  boolean isSafe() {
    return outstanding.get() == 0;
  }

  @Override
  public void onDelivered() {
    outstanding.decrementAndGet();
  }

  @Override
  public void onFailed(Throwable cause) {
    failure.compareAndSet(null, cause);
  }
}
