package io.tidemark.benchmarks.pipe;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what cannot tell by itself. */
final class Waiting {
  private static final long POLL_NANOS = Duration.ofMillis(2).toNanos();

  /** Asked again and again. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws SQLException;
  }

  private Waiting() {}

  /**
   * Returns when it holds, noticing it within two milliseconds.
   *
   * @throws IllegalStateException when it does not in time
   */
  static void until(String what, Duration timeout, Condition condition) throws SQLException {
    long start = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - start > timeout.toNanos()) {
        throw new IllegalStateException("not within " + timeout.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
