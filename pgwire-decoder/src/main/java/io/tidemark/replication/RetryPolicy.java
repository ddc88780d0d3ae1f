package io.tidemark.replication;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Whether and when to try again after a {@link ReplicationException}. Opening again is yours to do;
 * this says if it can help. Immutable, pure and thread-safe.
 *
 * <pre>{@code
 * RetryPolicy policy = RetryPolicy.defaults();
 * Optional<Duration> pause = policy.pauseAfter(failedAttempts, failure, ThreadLocalRandom.current());
 * }</pre>
 *
 * <p>Worth another attempt, by SQLSTATE: a connection that failed (class 08), a server that is
 * short of something (class 53), that stops or starts (57P01 to 57P03, 57P05), and a slot that is
 * still active (55006). Everything else stays as it is until somebody changes it: authentication
 * and privileges (28, 42), a missing database (3D000), publication or slot (42704), a lost slot
 * (55000).
 *
 * @param maxAttempts attempts in a row that may fail before it is given up
 * @param firstPause before the second attempt; doubled before each one after it
 * @param maxPause the longest pause
 * @param jitter the share of a pause, 0 to 1, that chance may take off, so that many clients do not
 *     come back at one moment
 */
public record RetryPolicy(int maxAttempts, Duration firstPause, Duration maxPause, double jitter) {
  private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "53");
  private static final Set<String> TRANSIENT = Set.of("55006", "57P01", "57P02", "57P03", "57P05");

  /** Of class 08, but the next attempt would meet the same: rejected, or not understood. */
  private static final Set<String> PERMANENT = Set.of("08004", "08P01");

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the value, what was found and what was expected
   */
  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(
          "maxAttempts: found " + maxAttempts + "; expected at least 1");
    }
    if (firstPause.isNegative() || maxPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException(
          "firstPause %s, maxPause %s: expected 0 <= firstPause <= maxPause"
              .formatted(firstPause, maxPause));
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter: found " + jitter + "; expected 0 to 1");
    }
  }

  /**
   * Ten attempts over about two minutes: longer than PostgreSQL needs to notice, by its default
   * wal_sender_timeout of one, that the last reader of a slot has died.
   */
  public static RetryPolicy defaults() {
    return new RetryPolicy(10, Duration.ofMillis(500), Duration.ofSeconds(30), 0.2);
  }

  /** Whether another attempt may succeed although nobody changes anything. */
  public static boolean isTransient(ReplicationException failure) {
    String state = failure.sqlState();
    return TRANSIENT.contains(state)
        || (!PERMANENT.contains(state)
            && TRANSIENT_CLASSES.contains(state.substring(0, Math.min(2, state.length()))));
  }

  /**
   * How long to wait before the next attempt; empty when there should be none.
   *
   * @param failedAttempts how many attempts in a row have failed, this one included; at least 1
   * @param failure what the last one failed with
   * @param random for the jitter
   */
  public Optional<Duration> pauseAfter(
      int failedAttempts, ReplicationException failure, RandomGenerator random) {
    return isTransient(failure) ? pauseAfter(failedAttempts, random) : Optional.empty();
  }

  /** The same after a failure that is known to be worth another attempt, whatever it was. */
  public Optional<Duration> pauseAfter(int failedAttempts, RandomGenerator random) {
    if (failedAttempts >= maxAttempts) {
      return Optional.empty();
    }
    double doubled = firstPause.toNanos() * Math.pow(2, failedAttempts - 1.0);
    double pause = Math.min((double) maxPause.toNanos(), doubled);
    return Optional.of(Duration.ofNanos((long) (pause * (1 - jitter * random.nextDouble()))));
  }
}
