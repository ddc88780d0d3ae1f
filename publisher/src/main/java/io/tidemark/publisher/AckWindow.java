package io.tidemark.publisher;

import io.tidemark.pgoutput.Lsn;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Folds delivery callbacks, in whatever order they come, into the one LSN that may be confirmed to
 * PostgreSQL: the end of the longest prefix of transactions whose every record is safe.
 *
 * <pre>
 *   sealed   [T1 ✓] [T2 ✓] [T3 2 of 5] [T4 ✓]     open [T5 …]
 *                        ^ confirmable = end of T2
 * </pre>
 *
 * <p>An entry joins the line when it is sealed, so the line is in the order of LSNs: transactions
 * by their commits, and a non-transactional message, which has an entry of its own, where the
 * server decoded it, even if that was amid a transaction's events. One failed record holds its
 * entry back for good, and with it all that follow.
 *
 * <p>Threads: {@link #begin}, {@link #register}, {@link #commit}, {@link #registerMessage} and
 * {@link #message} belong to the one thread that sends; listeners and the other methods may be
 * called from anywhere.
 */
final class AckWindow {

  /**
   * What is not safe yet: transactions and messages, the bytes of all their records, the age of the
   * first.
   */
  record Unacked(int transactions, long bytes, Duration oldestAge) {}

  // The sending thread.
  private @Nullable Entry message;
  private long lastSealed;

  // The sending thread writes, others read.
  private volatile @Nullable Entry transaction;
  private final AtomicLong registeredBytes = new AtomicLong();

  // Guarded by the deque itself.
  private final ArrayDeque<Entry> sealed = new ArrayDeque<>();
  private long deliveredBytes;
  private long deliveredTransactions;
  private long deliveryNanos;
  private final RecentMaximum longestNanos = new RecentMaximum();

  // Any thread.
  private volatile long confirmable;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final LongConsumer onAdvance;
  private final DeliveryListener bystander =
      new DeliveryListener() {
        @Override
        public void onDelivered() {
          // nothing waits for it
        }

        @Override
        public void onFailed(Throwable cause) {
          failure.compareAndSet(null, cause);
        }
      };

  /**
   * @param onAdvance told each new {@link #confirmable()}, on the thread that advanced it; two
   *     threads may overtake each other, so the receiver keeps the maximum
   */
  AckWindow(LongConsumer onAdvance) {
    this.onAdvance = onAdvance;
  }

  /** Opens the entry of a transaction. */
  void begin() {
    if (transaction != null) {
      throw new IllegalStateException("begin: the transaction before it is still open");
    }
    transaction = new Entry();
  }

  /**
   * Counts one record of the open transaction.
   *
   * @return what must be told the record's fate, once
   */
  DeliveryListener register(long bytes) {
    return open("a record").add(bytes);
  }

  /**
   * Seals the open transaction; {@code endLsn} may be confirmed once it and all before it are
   * delivered.
   */
  void commit(long endLsn) {
    Entry entry = open("a commit");
    transaction = null;
    seal(entry, endLsn);
  }

  /** Counts one record of a message that is not transactional, to be sealed by {@link #message}. */
  DeliveryListener registerMessage(long bytes) {
    if (message == null) {
      message = new Entry();
    }
    return message.add(bytes);
  }

  /** Seals a message that is not transactional, with or without a record. */
  void message(long lsn) {
    Entry entry = message == null ? new Entry() : message;
    message = null;
    seal(entry, lsn);
  }

  /** Told of a record that no position waits for, a heartbeat: only its failure counts. */
  DeliveryListener bystander() {
    return bystander;
  }

  /** The LSN up to which all is safe, unsigned; 0 until there is one. */
  long confirmable() {
    return confirmable;
  }

  /** Why the window never passes a certain record; null while nothing failed. */
  @Nullable Throwable failure() {
    return failure.get();
  }

  /** A snapshot for people, not for decisions. */
  Unacked unacked() {
    Entry open = transaction;
    synchronized (sealed) {
      Entry oldest = sealed.isEmpty() ? open : sealed.peekFirst();
      return new Unacked(
          sealed.size() + (open == null ? 0 : 1),
          registeredBytes.get() - deliveredBytes,
          oldest == null
              ? Duration.ZERO
              : Duration.ofNanos(System.nanoTime() - oldest.openedNanos));
    }
  }

  /** How long sealed entries took to be delivered, so far. */
  DeliveryTimes deliveries() {
    synchronized (sealed) {
      return new DeliveryTimes(
          deliveredTransactions,
          Duration.ofNanos(deliveryNanos),
          Duration.ofNanos(longestNanos.get(System.nanoTime())));
    }
  }

  private void timed(long sealedNanos) {
    long now = System.nanoTime();
    deliveredTransactions++;
    deliveryNanos += now - sealedNanos;
    longestNanos.add(now, now - sealedNanos);
  }

  private Entry open(String what) {
    Entry entry = transaction;
    if (entry == null) {
      throw new IllegalStateException(what + " outside of a transaction");
    }
    return entry;
  }

  private void seal(Entry entry, long lsn) {
    if (Long.compareUnsigned(lsn, lastSealed) < 0) {
      throw new IllegalStateException(
          "the server's commits went backwards: "
              + Lsn.format(lsn)
              + " came after "
              + Lsn.format(lastSealed));
    }
    lastSealed = lsn;
    synchronized (sealed) {
      entry.seal(lsn);
      sealed.addLast(entry);
    }
    advance();
  }

  private void advance() {
    long reached;
    synchronized (sealed) {
      Entry head = sealed.peekFirst();
      if (head == null || !head.isDelivered()) {
        return;
      }
      do {
        sealed.removeFirst();
        deliveredBytes += head.bytes;
        timed(head.sealedNanos);
        reached = head.lsn;
        head = sealed.peekFirst();
      } while (head != null && head.isDelivered());
      confirmable = reached;
    }
    onAdvance.accept(reached);
  }

  /** One transaction, or one message outside of transactions; the listener of all its records. */
  private final class Entry implements DeliveryListener {
    private final long openedNanos = System.nanoTime();

    // The sending thread, until sealed; then constant, and read under the lock.
    private long registered;
    private long bytes;
    private long lsn;
    private long sealedNanos;

    /**
     * Below zero: delivered so far, while open. From zero up: still to be delivered, once sealed.
     * So a record costs one atomic step, and a decrement that gives zero is always the last of a
     * sealed entry.
     */
    private final AtomicLong outstanding = new AtomicLong();

    DeliveryListener add(long recordBytes) {
      registered++;
      bytes += recordBytes;
      registeredBytes.lazySet(registeredBytes.get() + recordBytes);
      return this;
    }

    /** Before the entry is in the line: what is in it must count as sealed. */
    void seal(long sealedAt) {
      lsn = sealedAt;
      sealedNanos = System.nanoTime();
      outstanding.addAndGet(registered);
    }

    boolean isDelivered() {
      return outstanding.get() == 0;
    }

    @Override
    public void onDelivered() {
      if (outstanding.decrementAndGet() == 0) {
        advance();
      }
    }

    @Override
    public void onFailed(Throwable cause) {
      failure.compareAndSet(null, cause);
    }
  }
}
