package io.tidemark.envelope;

import java.util.ArrayDeque;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns positions that were acknowledged into LSNs that may be confirmed: the end of each
 * transaction whose last envelope, and with it every one before, is applied. Thread-safe.
 */
final class UnappliedTransactions {
  private final LongConsumer confirm;

  // Guarded by this
  private final ArrayDeque<Complete> complete = new ArrayDeque<>();
  private @Nullable Position lastWritten;
  private @Nullable Position lastHandedOut;
  private @Nullable Position acknowledged;

  /** A transaction or a message outside of one; {@code last} is null before the first envelope. */
  private record Complete(@Nullable Position last, long endLsn) {}

  UnappliedTransactions(LongConsumer confirm) {
    this.confirm = confirm;
  }

  /** An envelope of the transaction that is arriving. */
  synchronized void written(Position position) {
    lastWritten = position;
  }

  /** The transaction has arrived; it may have no envelope, then it waits for those before it. */
  synchronized void complete(long endLsn) {
    complete.add(new Complete(lastWritten, endLsn));
    confirmApplied();
  }

  synchronized void handedOut(Position position) {
    lastHandedOut = position;
  }

  synchronized void acknowledge(Position position) {
    if (lastHandedOut == null || position.compareTo(lastHandedOut) > 0) {
      throw new IllegalArgumentException(
          "acknowledge "
              + position
              + ": expected at most the last envelope handed out, "
              + (lastHandedOut == null ? "of which there is none" : lastHandedOut));
    }
    if (acknowledged == null || position.compareTo(acknowledged) > 0) {
      acknowledged = position;
      confirmApplied();
    }
  }

  private void confirmApplied() {
    long reached = 0;
    Complete head = complete.peek();
    while (head != null && isApplied(head)) {
      reached = head.endLsn;
      complete.remove();
      head = complete.peek();
    }
    if (reached != 0) {
      confirm.accept(reached);
    }
  }

  private boolean isApplied(Complete transaction) {
    return transaction.last == null
        || (acknowledged != null && acknowledged.compareTo(transaction.last) >= 0);
  }
}
