package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the stream was received, delivered and acknowledged, and so what PostgreSQL may be told.
 *
 * <p>Confirmed is what was acknowledged, and one thing more: while no transaction is open and
 * everything delivered is acknowledged, all WAL up to the last keepalive's end held nothing for us.
 * Without this rule a slot stands still, and WAL piles up, while only other tables are written to.
 *
 * <p>Thread-safe. A position is delivered before its handler is called, and keepalives come in the
 * order of the stream, so that neither can overtake the other.
 */
final class StreamProgress {
  // Written by the reader only, read by anyone
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong serverEnd = new AtomicLong();

  // Guarded by this
  private boolean inTransaction;
  private long delivered;
  private long acknowledged;
  private long idleEnd;
  private long confirmed;

  /** Starts where the slot stands. */
  StreamProgress(Lsn confirmed) {
    this.confirmed = confirmed.value();
    this.acknowledged = confirmed.value();
    this.delivered = confirmed.value();
    received.set(confirmed.value());
    serverEnd.set(confirmed.value());
  }

  /** Of each frame; 0 for one without a position of its own. */
  void received(long lsn, long serverEndLsn) {
    raise(received, lsn);
    raise(serverEnd, serverEndLsn);
  }

  /** Only the reader raises, so a plain read and an ordered write do. */
  private static void raise(AtomicLong position, long lsn) {
    if (Long.compareUnsigned(lsn, position.getPlain()) > 0) {
      position.setRelease(lsn);
    }
  }

  /** A transaction, or a block of one in progress, has begun to arrive. */
  synchronized void begun() {
    inTransaction = true;
  }

  /** The block of a transaction in progress is over: the server repeats it all if we reconnect. */
  synchronized void suspended() {
    inTransaction = false;
  }

  /** A whole transaction has arrived, and waits to be acknowledged. */
  synchronized void committed(long endLsn) {
    inTransaction = false;
    delivered(endLsn);
  }

  /** Something that stands by itself has arrived, and waits to be acknowledged. */
  synchronized void delivered(long endLsn) {
    delivered = max(delivered, endLsn);
  }

  /** The server has read its WAL up to {@code walEnd}; true when that moved what is confirmed. */
  boolean keptAlive(long walEnd) {
    received(walEnd, walEnd);
    synchronized (this) {
      idleEnd = max(idleEnd, walEnd);
      return confirm();
    }
  }

  /**
   * Everything up to {@code lsn} is safe; true when that moved what is confirmed.
   *
   * @throws IllegalArgumentException when so much was not delivered
   */
  synchronized boolean acknowledge(long lsn) {
    if (Long.compareUnsigned(lsn, max(delivered, confirmed)) > 0) {
      throw new IllegalArgumentException(
          "acknowledge %s: expected at most %s, the end of what was delivered"
              .formatted(Lsn.format(lsn), Lsn.format(max(delivered, confirmed))));
    }
    acknowledged = max(acknowledged, lsn);
    return confirm();
  }

  private boolean confirm() {
    long before = confirmed;
    confirmed = max(confirmed, acknowledged);
    if (!inTransaction && Long.compareUnsigned(acknowledged, delivered) >= 0) {
      confirmed = max(confirmed, idleEnd);
    }
    return confirmed != before;
  }

  private static long max(long a, long b) {
    return Long.compareUnsigned(a, b) >= 0 ? a : b;
  }

  synchronized StandbyStatus standbyStatus(boolean pingServer) {
    return new StandbyStatus(max(received.getAcquire(), confirmed), confirmed, pingServer);
  }

  synchronized StreamStatus status() {
    return new StreamStatus(
        new Lsn(received.getAcquire()), new Lsn(serverEnd.getAcquire()), new Lsn(confirmed));
  }
}
