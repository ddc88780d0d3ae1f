package io.tidemark.envelope;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Nanoseconds since 1970-01-01 UTC without an object per reading: the wall clock once a second, the
 * monotonic clock in between. Belongs to one thread.
 */
final class EpochClock implements LongSupplier {
  private static final long RESYNC_NANOS = 1_000_000_000;

  private long anchorEpochNanos;
  private long anchorNanoTime;

  EpochClock() {
    anchor(System.nanoTime());
  }

  @Override
  public long getAsLong() {
    long now = System.nanoTime();
    if (now - anchorNanoTime > RESYNC_NANOS) {
      anchor(now);
    }
    return anchorEpochNanos + (now - anchorNanoTime);
  }

  private void anchor(long nanoTime) {
    Instant wall = Instant.now();
    anchorEpochNanos = wall.getEpochSecond() * 1_000_000_000 + wall.getNano();
    anchorNanoTime = nanoTime;
  }
}
