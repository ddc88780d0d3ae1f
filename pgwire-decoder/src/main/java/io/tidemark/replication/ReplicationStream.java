package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.PgOutputHandler;
import io.tidemark.pgoutput.ProtocolException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes of a replication slot, in commit order, from the position that was last acknowledged.
 *
 * <pre>{@code
 * try (ReplicationStream stream = ReplicationStream.open(config)) {
 *   for (WalMessage wal : stream) {
 *     if (wal.message() instanceof PgOutputMessage.Insert insert) {
 *       System.out.println(wal.lsn() + " + " + insert.relation() + " " + insert.row());
 *     } else if (wal.message() instanceof PgOutputMessage.Commit commit) {
 *       stream.acknowledge(commit.endLsn());
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Or with callbacks, which allocate nothing per row:
 *
 * <pre>{@code
 * while (stream.isOpen()) {
 *   stream.poll(handler, 1000);
 * }
 * }</pre>
 *
 * <p>PostgreSQL forgets nothing that was not {@linkplain #acknowledge acknowledged}: after a crash
 * it sends every later transaction again, whole. One exception costs nothing: while everything
 * delivered is acknowledged, WAL that holds no change for this stream is confirmed by itself.
 *
 * <p>One thread at a time polls or iterates. {@link #acknowledge}, {@link #status}, {@link
 * #isOpen}, {@link #wakeUp} and {@link #close} may be called by any thread, also from within a
 * handler. A status goes to the server in time whatever the handler is doing. After any exception
 * but {@link StreamInterruptedException} the stream is at its end: open another one.
 */
public final class ReplicationStream implements AutoCloseable, Iterable<WalMessage> {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicationStream.class);
  private static final Duration LAST_STATUS_PATIENCE = Duration.ofMillis(100);
  private static final Duration HANG_UP_GRACE = Duration.ofMillis(200);

  private final ReplicationConfig config;
  private final SystemIdentity system;
  private final WalTransport transport;
  private final StreamProgress progress;
  private final FeedbackThread feedback;

  // Shared
  private final AtomicReference<@Nullable Thread> poller = new AtomicReference<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean failureThrown;
  private volatile boolean woken;

  // The polling thread's, read by any
  private final AtomicLong waitedNanos = new AtomicLong();

  // The polling thread's
  private final WalFrame frame = new WalFrame();
  private final FrameDecoder decoder;

  ReplicationStream(
      ReplicationConfig config,
      SystemIdentity system,
      WalTransport transport,
      StreamProgress progress,
      int protocolVersion,
      Duration statusInterval) {
    this.config = config;
    this.system = system;
    this.transport = transport;
    this.progress = progress;
    this.decoder = new FrameDecoder(progress, protocolVersion);
    this.feedback = new FeedbackThread(config.slot(), transport, progress, statusInterval);
    feedback.setUncaughtExceptionHandler((thread, e) -> fail(e));
    feedback.start();
  }

  /**
   * Connects, checks that the slot can be read, and starts to stream from it.
   *
   * @throws ReplicationException naming what is missing and the remedy
   */
  public static ReplicationStream open(ReplicationConfig config) {
    return new StreamOpener(config).open();
  }

  /**
   * Streams what commits from now on through a temporary slot, for a look that leaves nothing
   * behind: the server drops the slot when the stream ends.
   *
   * @param config its slot is the name of the new one
   * @throws ReplicationException naming what is missing and the remedy; SQLSTATE 42710 when there
   *     is a slot of that name
   */
  public static ReplicationStream openTemporary(ReplicationConfig config) {
    return new StreamOpener(config).open(connection -> TemporarySlot.create(connection, config));
  }

  /**
   * The same from where another slot stands, which is copied, may be in use, and does not move.
   *
   * @param source the slot to copy
   */
  public static ReplicationStream openTemporary(ReplicationConfig config, String source) {
    return new StreamOpener(config)
        .open(connection -> TemporarySlot.copy(connection, config, source));
  }

  /**
   * Hands messages to the handler: those that have arrived, at most {@code maxMessages}, waiting
   * for the first at most {@link ReplicationConfig#pollTimeout}. A {@link TransactionAssembler}
   * counts what it holds back, and what it hands on.
   *
   * <p>What the handler throws passes through, and ends the stream: going on would skip a message.
   *
   * @return how many messages were delivered; 0 when none came in time, or the stream is closed
   * @throws ReplicationException when the connection is lost or the server refuses
   * @throws StreamInterruptedException when the thread was interrupted while it waited; the stream
   *     stays usable unless {@link #isOpen} says otherwise
   * @throws ProtocolException when the server sent what no decoder understands; names the position
   * @throws IllegalStateException when another thread polls, or the handler does
   */
  public int poll(WalHandler handler, int maxMessages) {
    return poll(handler, handler, maxMessages, config.pollTimeout());
  }

  /** The same with another time to wait for the first message; zero takes what has arrived. */
  public int poll(WalHandler handler, int maxMessages, Duration timeout) {
    return poll(handler, handler, maxMessages, timeout);
  }

  private int poll(
      @Nullable WalHandler positions, PgOutputHandler messages, int maxMessages, Duration timeout) {
    if (maxMessages < 1) {
      throw new IllegalArgumentException(
          "maxMessages: found " + maxMessages + "; expected at least 1");
    }
    Thread thread = Thread.currentThread();
    Thread other = poller.compareAndExchange(null, thread);
    if (other != null) {
      throw new IllegalStateException(
          "poll by thread %s while thread %s polls; expected one at a time, and none from a handler"
              .formatted(thread.getName(), other.getName()));
    }
    try {
      return deliver(positions, messages, maxMessages, System.nanoTime() + timeout.toNanos());
    } finally {
      poller.set(null);
    }
  }

  private int deliver(
      @Nullable WalHandler positions, PgOutputHandler messages, int maxMessages, long deadline) {
    TransactionAssembler assembler =
        positions instanceof TransactionAssembler handler ? handler.paced() : null;
    int delivered = 0;
    while (delivered < maxMessages && !closed.get()) {
      if (failure.get() != null) {
        throw failed();
      }
      if (assembler != null && handOnNext(assembler)) {
        delivered++;
      } else if (!read()) {
        if (delivered > 0 || wasWoken() || !await(deadline - System.nanoTime())) {
          break;
        }
      } else if (frame.isXLogData()) {
        dispatch(positions, messages);
        delivered++;
      } else {
        keepalive();
      }
    }
    return delivered;
  }

  /**
   * Has a poll that waits return before its time, or the next one that would wait; what has arrived
   * is delivered first. It learns of it from an answer that the server is asked for: after a round
   * trip.
   */
  public void wakeUp() {
    woken = true;
    feedback.askServer();
  }

  private boolean wasWoken() {
    boolean before = woken;
    woken = false;
    return before;
  }

  private boolean read() {
    try {
      return transport.read(frame);
    } catch (ReplicationException e) {
      return endOrThrow(e);
    }
  }

  private boolean await(long nanos) {
    long start = System.nanoTime();
    try {
      return transport.await(nanos);
    } catch (ReplicationException e) {
      return endOrThrow(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamInterruptedException("slot " + config.slot() + ": " + e.getMessage(), e);
    } finally {
      waitedNanos.lazySet(waitedNanos.getPlain() + System.nanoTime() - start);
    }
  }

  /** A connection that broke because we closed it is no failure: there is nothing more to read. */
  private boolean endOrThrow(ReplicationException e) {
    if (closed.get()) {
      return false;
    }
    fail(e);
    throw failed();
  }

  private void dispatch(@Nullable WalHandler positions, PgOutputHandler messages) {
    try {
      decoder.decode(frame, positions, messages);
    } catch (RuntimeException | Error e) {
      throw handlerFailed(e);
    }
  }

  private boolean handOnNext(TransactionAssembler assembler) {
    try {
      return assembler.handOnNext();
    } catch (RuntimeException | Error e) {
      throw handlerFailed(e);
    }
  }

  /** Whatever it threw: the message is neither handled nor unread. */
  private RuntimeException handlerFailed(Throwable reason) {
    fail(reason);
    return failed();
  }

  private void keepalive() {
    boolean moved = progress.keptAlive(frame.walEndLsn());
    if (frame.replyRequested()) {
      feedback.replyNow();
    } else if (moved) {
      feedback.positionMoved();
    }
  }

  /**
   * The messages as values, waiting for the next one without end; over when the stream is closed.
   * Every iterator goes on where the last one stopped.
   */
  @Override
  public Iterator<WalMessage> iterator() {
    return new WalIterator(this);
  }

  /** Waits for one message, at most the poll timeout; returns how many there were. */
  int pollOne(PgOutputHandler messages) {
    return poll(null, messages, 1, config.pollTimeout());
  }

  /** Of the message that is being delivered. */
  long currentLsn() {
    return frame.startLsn();
  }

  /**
   * Everything up to {@code lsn} is safe with you: PostgreSQL need not send it again, and may
   * remove the WAL. Cumulative; a position before the last one changes nothing. Give it the end LSN
   * of a commit or prepare, or the LSN of a message that is not transactional.
   *
   * <p>It reaches the server a little later. Without effect on a stream that is closed or failed.
   *
   * @throws IllegalArgumentException when so much was not delivered
   */
  public void acknowledge(Lsn lsn) {
    if (progress.acknowledge(lsn.value())) {
      feedback.positionMoved();
    }
  }

  /** How long polls have waited for the server, in all. */
  public Duration waited() {
    return Duration.ofNanos(waitedNanos.get());
  }

  /** How far the stream is. */
  public StreamStatus status() {
    return progress.status();
  }

  /**
   * What is confirmed now, and to whom; for {@link ReplicationConfigBuilder#resumeFrom}. It says
   * most after {@link #close}.
   */
  public ResumePoint resumePoint() {
    boolean last = closed.get();
    Lsn confirmed = progress.status().confirmed();
    return new ResumePoint(system.systemId(), system.timeline(), confirmed, last);
  }

  /** The cluster that is read, as it was when the stream was opened. */
  public SystemIdentity system() {
    return system;
  }

  /** What it was opened with. */
  public ReplicationConfig config() {
    return config;
  }

  /** True until it is closed, or a poll has thrown why it cannot go on. */
  public boolean isOpen() {
    return !closed.get() && !failureThrown;
  }

  /**
   * Tells the server what was acknowledged and frees the slot, within a third of a second, whatever
   * transaction is being sent. A poll that waits in another thread returns.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    if (failure.get() == null) {
      feedback.finish(LAST_STATUS_PATIENCE);
      transport.hangUp(HANG_UP_GRACE);
    }
    LOG.info(
        "Slot {} of {}: closed, confirmed {}",
        config.slot(),
        config.place(),
        progress.status().confirmed());
  }

  /** Ends the stream for this reason, unless there was one before. */
  private void fail(Throwable reason) {
    if (failure.compareAndSet(null, reason)) {
      feedback.abandon();
      transport.abort();
    }
  }

  /** Throws the reason; declared to return so that callers can {@code throw} it. */
  private RuntimeException failed() {
    failureThrown = true;
    Throwable reason = Objects.requireNonNull(failure.get());
    if (reason instanceof Error error) {
      throw error;
    }
    // Nothing else is checked: handlers and transport declare no checked exception
    return (RuntimeException) reason;
  }
}
