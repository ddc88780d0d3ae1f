package io.tidemark.replication;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells the server how far we are, whatever the reader is doing: PostgreSQL ends a stream whose
 * client is silent for wal_sender_timeout, and a handler may well be blocked for longer.
 *
 * <p>The only thread that sends. Every interval it also asks the server to answer, so that a dead
 * one can be told from one that has nothing to say. What it throws goes to its
 * UncaughtExceptionHandler.
 */
final class FeedbackThread extends Thread {
  /** Acknowledgements come by the thousand; the slot need not move as often. */
  private static final long COALESCE_NANOS = Duration.ofMillis(100).toNanos();

  private final WalTransport transport;
  private final StreamProgress progress;
  private final long intervalNanos;
  private final CountDownLatch done = new CountDownLatch(1);

  // Raised by any thread, lowered by this one
  private volatile boolean replyNow;
  private volatile boolean askNow;
  private volatile boolean moved;
  private volatile boolean finishing;
  private volatile boolean abandoned;

  FeedbackThread(String slot, WalTransport transport, StreamProgress progress, Duration interval) {
    super("tidemark-feedback-" + slot);
    setDaemon(true);
    this.transport = transport;
    this.progress = progress;
    this.intervalNanos = interval.toNanos();
  }

  /** The server wants to hear from us at once. */
  void replyNow() {
    replyNow = true;
    LockSupport.unpark(this);
  }

  /** Has the server say something at once. */
  void askServer() {
    askNow = true;
    LockSupport.unpark(this);
  }

  /** There is a new position to confirm, soon. */
  void positionMoved() {
    if (!moved) {
      moved = true;
      LockSupport.unpark(this);
    }
  }

  /** Sends a last status and ends; waits for that at most so long. Called by another thread. */
  void finish(Duration patience) {
    finishing = true;
    LockSupport.unpark(this);
    boolean interrupted = Thread.interrupted();
    try {
      done.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends without another word: the connection is lost. */
  void abandon() {
    abandoned = true;
    finishing = true;
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    try {
      long lastSent = System.nanoTime() - intervalNanos;
      while (!finishing) {
        long since = System.nanoTime() - lastSent;
        boolean pingDue = since >= intervalNanos || askNow;
        if (pingDue || replyNow || (moved && since >= COALESCE_NANOS)) {
          send(pingDue);
          lastSent = System.nanoTime();
          since = 0;
        }
        LockSupport.parkNanos(this, (moved ? COALESCE_NANOS : intervalNanos) - since);
      }
      if (!abandoned) {
        send(false);
      }
    } finally {
      done.countDown();
    }
  }

  private void send(boolean pingServer) {
    // Lowered before the position is read: one that moves meanwhile raises them again
    replyNow = false;
    askNow = false;
    moved = false;
    transport.send(progress.standbyStatus(pingServer));
  }
}
