package io.tidemark.publisher;

import io.tidemark.replication.ReplicationException;
import io.tidemark.replication.RetryPolicy;
import io.tidemark.replication.SlotException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Which failures a publisher tries to overcome. */
record Retries(RetryPolicy policy, boolean sinkIsRenewable) {

  /**
   * How long to wait; empty to give up.
   *
   * @param failure of PostgreSQL's side, or of the sink
   * @param streamed whether it has worked before
   */
  Optional<Duration> pauseAfter(int failedAttempts, RuntimeException failure, boolean streamed) {
    if (!sinkIsRenewable || isPermanent(failure) || !(streamed || isActiveSlot(failure))) {
      return Optional.empty();
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return failure instanceof ReplicationException replication
        ? policy.pauseAfter(failedAttempts, replication, random)
        : policy.pauseAfter(failedAttempts, random);
  }

  private static boolean isPermanent(RuntimeException failure) {
    return failure instanceof SinkException sink && sink.isPermanent();
  }

  /** The walsender of a reader that has died is still there, for a moment or a minute. */
  private static boolean isActiveSlot(RuntimeException failure) {
    return failure instanceof SlotException slot && slot.kind() == SlotException.Kind.ACTIVE;
  }
}
