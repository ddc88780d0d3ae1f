package io.tidemark.replication;

import java.time.Duration;

/**
 * Carries frames of a started replication stream one way and standby status the other.
 *
 * <p>One thread reads; any thread may send, hang up or abort, also while the reader waits. Failures
 * are {@link ReplicationException}s.
 */
interface WalTransport {

  /** Wraps the next frame in {@code frame}; false when none has arrived. Never waits for one. */
  boolean read(WalFrame frame);

  /**
   * Waits until bytes arrive; false after {@code nanos} without any.
   *
   * @throws InterruptedException when the thread was interrupted; nothing is lost
   */
  boolean await(long nanos) throws InterruptedException;

  /** Sends the status at once. */
  void send(StandbyStatus status);

  /** Ends the connection after the server has read the last status, or after {@code grace}. */
  void hangUp(Duration grace);

  /** Ends the connection now. */
  void abort();
}
