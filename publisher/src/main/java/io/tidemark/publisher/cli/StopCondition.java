package io.tidemark.publisher.cli;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.PublisherStatus;
import java.time.Duration;
import java.util.function.Predicate;

/** When {@code run} ends by itself. */
@FunctionalInterface
interface StopCondition extends Predicate<PublisherStatus> {

  /** Everything up to {@code lsn} is safe. */
  static StopCondition confirmed(Lsn lsn) {
    return status -> status.stream().filter(s -> s.confirmed().compareTo(lsn) >= 0).isPresent();
  }

  /** Nothing was sent for so long, and everything before is safe. */
  static StopCondition idle(Duration time) {
    return new StopCondition() {
      private long events = -1;
      private long since;

      @Override
      public boolean test(PublisherStatus status) {
        if (status.events() != events || status.unackedTransactions() > 0) {
          events = status.events();
          since = System.nanoTime();
        }
        return System.nanoTime() - since >= time.toNanos();
      }
    };
  }
}
