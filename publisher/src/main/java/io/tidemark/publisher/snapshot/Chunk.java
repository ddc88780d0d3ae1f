package io.tidemark.publisher.snapshot;

import io.tidemark.publisher.DeliveryListener;
import io.tidemark.replication.SnapshotTable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What is read at once, and counted until all of it is safe; the listener of all its records.
 *
 * <p>Counting starts at one, for the reading itself: so it ends once, after the last row is known
 * and the last record delivered. Thread-safe.
 */
final class Chunk implements DeliveryListener {
  final TableRun run;
  final SnapshotTable.Heap heap;
  final Range range;

  private final Consumer<Chunk> onSafe;
  private final Consumer<Throwable> onFailure;
  private final AtomicLong outstanding = new AtomicLong(1);

  /**
   * @param onSafe told once, on the thread of a delivery or of the reading: must not block
   * @param onFailure told of records that will never be safe, on any thread
   */
  Chunk(
      TableRun run,
      SnapshotTable.Heap heap,
      Range range,
      Consumer<Chunk> onSafe,
      Consumer<Throwable> onFailure) {
    this.run = run;
    this.heap = heap;
    this.range = range;
    this.onSafe = onSafe;
    this.onFailure = onFailure;
  }

  /** A row to wait for. */
  void expect() {
    outstanding.incrementAndGet();
  }

  /** All rows were read, and are what the snapshot sees. */
  void read() {
    onDelivered();
  }

  @Override
  public void onDelivered() {
    if (outstanding.decrementAndGet() == 0) {
      onSafe.accept(this);
    }
  }

  @Override
  public void onFailed(Throwable cause) {
    onFailure.accept(cause);
  }

  /** {@code public.orders, pages 8192 to 16384}. */
  @Override
  public String toString() {
    String pages = range.to() == Range.OPEN ? "the end" : Long.toString(range.to());
    return heap + ", pages " + range.from() + " to " + pages;
  }
}
