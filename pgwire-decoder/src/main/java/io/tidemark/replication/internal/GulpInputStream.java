package io.tidemark.replication.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** The stream of a {@link GulpSocket}. Belongs to the thread that reads. */
final class GulpInputStream extends InputStream {
  /** As much as the JDK takes from a socket at once. */
  private static final int GULP_BYTES = 128 * 1024;

  /**
   * The walsender sends each message by itself, and pays a wake-up for each when the reader waits
   * in recv(): measured, it sends up to twice as fast to one that stays away for so long.
   */
  private static final long GATHER_NANOS = 100_000;

  /** A gulp that comes sooner did not have to be waited for. */
  private static final long READY_NANOS = 100_000;

  /**
   * After so many gulps without a wait it is a backlog that drains, not a transaction that came.
   */
  private static final int BACKLOG_GULPS = 16;

  /** An interrupt is noticed after so long. */
  private static final long SLICE_NANOS = 100_000_000;

  private final GulpSocket socket;
  private final InputStream in;
  private final long peerTimeoutNanos;
  private final Duration peerTimeout;
  private final byte[] gulp = new byte[GULP_BYTES];
  private final SocketTimeoutException nothingThere = new NothingThereException();
  private int position;
  private int limit;
  private boolean ended;
  private int readyGulps;
  private long silentNanos;

  GulpInputStream(GulpSocket socket, InputStream in, Duration peerTimeout) {
    this.socket = socket;
    this.in = in;
    this.peerTimeout = peerTimeout;
    this.peerTimeoutNanos = peerTimeout.toNanos();
  }

  @Override
  public int available() {
    return limit - position;
  }

  @Override
  public int read() throws IOException {
    return position < limit || fill() ? gulp[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (position == limit && !fill()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(gulp, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  boolean await(long nanos) throws IOException, InterruptedException {
    long remaining = nanos;
    while (position == limit) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for the server");
      }
      if (remaining <= 0) {
        return false;
      }
      gather();
      long waited = takeGulp(Math.min(remaining, SLICE_NANOS));
      readyGulps = waited < READY_NANOS ? readyGulps + 1 : 0;
      remaining -= waited;
      if (ended) {
        throw new EOFException("the server closed the connection");
      }
    }
    return true;
  }

  /** Lets the next gulp grow while a backlog drains, unless the last one was large by itself. */
  private void gather() {
    if (readyGulps >= BACKLOG_GULPS && limit < GULP_BYTES / 2) {
      LockSupport.parkNanos(GATHER_NANOS);
    }
  }

  /** In the middle of a message, of a TLS handshake or of the start-up: waits; false at the end. */
  private boolean fill() throws IOException {
    int timeoutMillis = socket.getSoTimeout();
    if (timeoutMillis == GulpSocket.PEEK_MILLIS) {
      throw nothingThere;
    }
    long remaining = timeoutMillis == 0 ? Long.MAX_VALUE : timeoutMillis * 1_000_000L;
    while (position == limit && !ended) {
      if (remaining <= 0) {
        throw new SocketTimeoutException("no byte for " + timeoutMillis + " ms");
      }
      remaining -= takeGulp(Math.min(remaining, SLICE_NANOS));
      if (position == limit && Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted in the middle of a message");
      }
    }
    return !ended;
  }

  /** Reads what is there, waiting at most so long for the first byte; returns the time it took. */
  private long takeGulp(long nanos) throws IOException {
    long start = System.nanoTime();
    try {
      socket.setSliceMillis((int) Math.max(1, nanos / 1_000_000));
      int count = in.read(gulp, 0, gulp.length);
      position = 0;
      limit = Math.max(0, count);
      ended = count < 0;
      silentNanos = 0;
      return System.nanoTime() - start;
    } catch (SocketTimeoutException e) {
      // Only time spent waiting counts: a reader that was away for long has not listened.
      long waited = System.nanoTime() - start;
      silentNanos += waited;
      if (silentNanos >= peerTimeoutNanos) {
        throw new PeerTimeoutException(peerTimeout);
      }
      return waited;
    }
  }

  /** Thrown by every peek at an empty gulp: one instance, and no stack trace to fill in. */
  private static final class NothingThereException extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
