package io.tidemark.replication.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A socket that reads in gulps: all that has arrived at once, and the network again only when that
 * is used up.
 *
 * <p>PgJDBC reads with its lock held, so nobody could write while it waits for the next message.
 * Its non-blocking read sets a timeout of one millisecond and peeks; here that timeout means <em>do
 * not touch the network</em>, and the reader waits in {@link #await} without PgJDBC's lock. With
 * TLS, PgJDBC's {@code SSLSocket} lies above this socket and passes both on; a record that is cut
 * by the timeout goes on where it stopped.
 *
 * <p>One thread reads, and any thread may write, {@link #hangUp} or {@link #close}.
 */
public final class GulpSocket extends Socket {
  /** The timeout that PgJDBC's {@code hasMessagePending} sets around its peek. */
  static final int PEEK_MILLIS = 1;

  private static final int HANG_UP_SLICE_MILLIS = 20;

  private final Duration peerTimeout;
  private volatile @Nullable GulpInputStream gulps;
  private volatile int timeoutMillis;

  GulpSocket(Duration peerTimeout) {
    this.peerTimeout = peerTimeout;
  }

  /** The one stream of this socket. */
  @Override
  public InputStream getInputStream() throws IOException {
    GulpInputStream stream = gulps;
    if (stream == null) {
      stream = new GulpInputStream(this, super.getInputStream(), peerTimeout);
      gulps = stream;
    }
    return stream;
  }

  /**
   * Remembered, and obeyed by the stream; the operating system's timeout is the stream's own
   * affair.
   */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the field is volatile
  public void setSoTimeout(int millis) {
    timeoutMillis = millis;
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the field is volatile
  public int getSoTimeout() {
    return timeoutMillis;
  }

  void setSliceMillis(int millis) throws SocketException {
    super.setSoTimeout(millis);
  }

  /**
   * Waits until there is something to read, at most for the time given: a gulp is taken before it
   * returns true.
   *
   * @throws java.io.EOFException when the server has closed the connection
   * @throws PeerTimeoutException when the server was silent for longer than the peer timeout
   * @throws InterruptedException when the thread was interrupted; nothing is lost
   */
  public boolean await(long nanos) throws IOException, InterruptedException {
    GulpInputStream stream = gulps;
    if (stream == null) {
      throw new SocketException("not connected");
    }
    return stream.await(nanos);
  }

  /**
   * Ends the connection, and gives the server so much time to read what was sent last and to close
   * its side, which it does after it released the slot. What it still sends is thrown away. If it
   * takes longer, the connection is reset.
   */
  public void hangUp(Duration grace) throws IOException {
    long deadline = System.nanoTime() + grace.toNanos();
    try {
      shutdownOutput();
      setSliceMillis(HANG_UP_SLICE_MILLIS);
      InputStream rest = super.getInputStream();
      byte[] discarded = new byte[8192];
      while (System.nanoTime() - deadline < 0) {
        if (!skipped(rest, discarded)) {
          return;
        }
      }
    } finally {
      abort();
    }
  }

  private static boolean skipped(InputStream in, byte[] discarded) throws IOException {
    try {
      return in.read(discarded) >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  /** Resets the connection at once: a server that is still sending stops at its next send. */
  public void abort() throws IOException {
    if (!isClosed()) {
      setSoLinger(true, 0);
      close();
    }
  }
}
