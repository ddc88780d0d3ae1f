package io.tidemark.publisher.kafka;

import io.tidemark.publisher.SinkException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Bounds the memory of records that were sent and not acknowledged: the producer's own bound counts
 * compressed bytes only, and a small record costs more in objects than in bytes.
 *
 * <p>One thread acquires, any thread releases or closes.
 */
final class InFlight {
  /**
   * What one record costs besides its key and value: its callbacks, its future and its headers, in
   * this sink and in the producer.
   */
  static final int RECORD_OVERHEAD = 400;

  private static final long NEVER = Long.MAX_VALUE;

  private final long limit;

  // The sending thread
  private long acquired;
  private long seenReleased;

  // Any thread
  private final AtomicLong released = new AtomicLong();
  private final AtomicLong blockedNanos = new AtomicLong();
  private volatile long wakeAt = NEVER;
  private volatile Thread sender = Thread.currentThread();
  private volatile boolean closed;

  InFlight(long limit) {
    this.limit = limit;
  }

  /** Takes so many bytes unless {@link #acquire} would block; returns whether it did. */
  boolean tryAcquire(long bytes) {
    boolean room = acquired + bytes - seenReleased <= limit;
    if (room) {
      acquired += bytes;
    }
    return room;
  }

  /**
   * Blocks until so many bytes are free; what is larger than the limit waits until it is alone.
   *
   * @throws SinkException when it was closed, or the thread interrupted
   */
  void acquire(long bytes) {
    if (!tryAcquire(bytes)) {
      await(bytes);
      acquired += bytes;
    }
  }

  private void await(long bytes) {
    long start = System.nanoTime();
    try {
      awaitRoom(bytes);
    } finally {
      blockedNanos.lazySet(blockedNanos.getPlain() + System.nanoTime() - start);
    }
  }

  /** How long senders have waited, in all. */
  long blockedNanos() {
    return blockedNanos.get();
  }

  private void awaitRoom(long bytes) {
    sender = Thread.currentThread();
    // A quarter of the room at once, or each acknowledgement would wake the sender for one record
    long enough = Math.min(acquired, acquired + bytes - (limit - limit / 4));
    long barelyEnough = Math.min(acquired, acquired + bytes - limit);
    seenReleased = released.get();
    while (seenReleased < barelyEnough) {
      throwIfGivenUp();
      wakeAt = enough;
      // Between the look above and this line the last release may have come, and woken nobody
      if (released.get() < enough) {
        LockSupport.park(this);
      }
      wakeAt = NEVER;
      seenReleased = released.get();
    }
  }

  private void throwIfGivenUp() {
    if (closed || Thread.currentThread().isInterrupted()) {
      throw new SinkException(
          "Kafka producer: gave up while it waited for acknowledgements",
          new CancellationException(closed ? "closed" : "interrupted"));
    }
  }

  void release(long bytes) {
    if (released.addAndGet(bytes) >= wakeAt) {
      LockSupport.unpark(sender);
    }
  }

  /** True when everything sent has been acknowledged; for the sending thread. */
  boolean isEmpty() {
    return acquired == released.get();
  }

  /** Lets nobody wait any longer. */
  void close() {
    closed = true;
    LockSupport.unpark(sender);
  }
}
