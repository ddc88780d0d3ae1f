package io.tidemark.publisher;

import java.time.Duration;
import java.util.Arrays;

/**
 * The largest value of the last minute, to within twenty seconds: one that was large once is not
 * reported for good. Not thread-safe.
 */
final class RecentMaximum {
  private static final long STEP_NANOS = Duration.ofSeconds(20).toNanos();
  private static final int STEPS = 3;

  /** One a step, at the step's number modulo their count. */
  private final long[] largest = new long[STEPS];

  private long newest = Long.MIN_VALUE;

  /** By a clock that does not go backwards; values below zero count as zero. */
  void add(long nowNanos, long value) {
    forget(nowNanos);
    int index = index(newest);
    largest[index] = Math.max(largest[index], value);
  }

  /** Zero when there was none. */
  long get(long nowNanos) {
    forget(nowNanos);
    return Arrays.stream(largest).max().orElse(0);
  }

  private void forget(long nowNanos) {
    long step = Math.floorDiv(nowNanos, STEP_NANOS);
    for (long passed = Math.max(newest + 1, step - STEPS + 1); passed <= step; passed++) {
      largest[index(passed)] = 0;
    }
    newest = step;
  }

  private static int index(long step) {
    return Math.floorMod(step, STEPS);
  }
}
