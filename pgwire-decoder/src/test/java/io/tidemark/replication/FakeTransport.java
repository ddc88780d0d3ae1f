package io.tidemark.replication;

import static io.tidemark.pgoutput.MessageBytes.message;

import io.tidemark.pgoutput.MessageBytes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A server played by hand: gives the frames that it is told to, and keeps what it is sent. */
final class FakeTransport implements WalTransport {
  private final Queue<byte[]> frames = new ArrayDeque<>();
  private final List<StandbyStatus> statuses = new ArrayList<>();
  private @Nullable ReplicationException brokenSend;
  private boolean ended;

  FakeTransport xLogData(String lsn, MessageBytes message) {
    return frame(message('w').lsn(lsn).lsn(lsn).int64(0).bytes(message.toByteArray()));
  }

  FakeTransport keepalive(String walEnd, boolean replyRequested) {
    return frame(message('k').lsn(walEnd).int64(0).int8(replyRequested ? 1 : 0));
  }

  synchronized FakeTransport frame(MessageBytes frame) {
    frames.add(frame.toByteArray());
    notifyAll();
    return this;
  }

  /** Every status from now on fails. */
  synchronized void breakSending(ReplicationException failure) {
    brokenSend = failure;
  }

  /** Waits until so many statuses were sent, and returns all of them. */
  synchronized List<StandbyStatus> awaitStatuses(int count) throws InterruptedException {
    while (statuses.size() < count) {
      wait();
    }
    return List.copyOf(statuses);
  }

  synchronized List<StandbyStatus> statuses() {
    return List.copyOf(statuses);
  }

  @Override
  public synchronized boolean read(WalFrame frame) {
    requireOpen();
    byte[] next = frames.poll();
    if (next == null) {
      return false;
    }
    frame.wrap(next, 0, next.length);
    return true;
  }

  @Override
  public synchronized boolean await(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (frames.isEmpty()) {
      requireOpen();
      long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  private void requireOpen() {
    if (ended) {
      throw new ConnectionException("the fake transport has ended", "08006", null);
    }
  }

  @Override
  public synchronized void send(StandbyStatus status) {
    if (brokenSend != null) {
      throw brokenSend;
    }
    statuses.add(status);
    notifyAll();
  }

  @Override
  public void hangUp(Duration grace) {
    abort();
  }

  @Override
  public synchronized void abort() {
    ended = true;
    notifyAll();
  }
}
