package io.tidemark.publisher;

import io.tidemark.envelope.EnvelopeEncoder;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.replication.AssembledStream;
import io.tidemark.replication.AssemblerConfig;
import io.tidemark.replication.JdbcCatalog;
import io.tidemark.replication.ReplicationStream;
import io.tidemark.replication.ResumePoint;
import io.tidemark.replication.StreamStatus;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's life: slot, decoder, encoder, sink, and the window that closes the circle.
 * Nothing of it outlives a failure: the next attempt starts anew from what the slot says.
 */
final class Pipe implements AutoCloseable {
  /** Failures of the sink and the wish to stop are looked at after so many messages. */
  private static final int MESSAGES_PER_POLL = 1_024;

  /** How long to wait for messages while something else wants to go on. */
  private static final Duration COMPANION_PATIENCE = Duration.ofMillis(1);

  /** The same where acknowledgements, which come without a message, may end the run. */
  private static final Duration FINITE_PATIENCE = Duration.ofMillis(20);

  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  private final ReplicationStream stream;
  private final JdbcCatalog catalog;
  private final EventSink sink;
  private final SnapshotPhase snapshot;
  private final StreamCompanion companion;
  private final AckWindow window;
  private final PublishingSink publishing;
  private final EnvelopeEncoder encoder;
  private final AssembledStream transactions;
  private final Heartbeat heartbeat;

  private Pipe(
      ReplicationStream stream,
      JdbcCatalog catalog,
      SnapshotPhase.Context context,
      AssemblerConfig assembling,
      HeartbeatConfig heartbeat,
      SnapshotPhase snapshot) {
    this.snapshot = snapshot;
    this.stream = stream;
    this.catalog = catalog;
    this.sink = context.sink();
    this.companion = snapshot.accompany(context);
    this.window = new AckWindow(this::confirm);
    this.publishing = new PublishingSink(window, sink, snapshot, companion);
    this.encoder = new EnvelopeEncoder(context.envelope(), catalog, publishing);
    this.transactions = AssembledStream.of(stream, encoder, assembling);
    this.heartbeat = new Heartbeat(heartbeat, stream.config(), encoder);
  }

  private void confirm(long lsn) {
    transactions.acknowledge(new Lsn(lsn));
  }

  /**
   * Connects to the slot.
   *
   * @param snapshot goes on beside the stream, and may ask for it to wait
   */
  static Pipe open(
      SnapshotPhase.Context context,
      AssemblerConfig assembling,
      HeartbeatConfig heartbeat,
      SnapshotPhase snapshot) {
    ReplicationStream stream = null;
    JdbcCatalog catalog = null;
    try {
      stream = ReplicationStream.open(context.replication());
      catalog = JdbcCatalog.of(context.replication());
      return new Pipe(stream, catalog, context, assembling, heartbeat, snapshot);
    } catch (RuntimeException | Error e) {
      closeAll(catalog, stream);
      throw e;
    }
  }

  /**
   * Publishes until {@code stopping}, or between two transactions until {@code finished} or a
   * snapshot is asked for; then returns when all that was read is safe and acknowledged.
   *
   * @param finished null when it never is
   */
  void run(BooleanSupplier stopping, @Nullable BooleanSupplier finished) {
    Duration usual = stream.config().pollTimeout();
    Duration patience =
        finished == null || usual.compareTo(FINITE_PATIENCE) < 0 ? usual : FINITE_PATIENCE;
    ProgressLog progress = new ProgressLog(System::nanoTime);
    BooleanSupplier enough =
        () ->
            snapshot.isRequested()
                || (finished != null && !companion.isActive() && finished.getAsBoolean());
    while (!stopping.getAsBoolean() && (publishing.isInTransaction() || !enough.getAsBoolean())) {
      poll(patience);
      heartbeat.beatIfDue();
      sink.dispatch();
      progress
          .line(publishing.events(), window, stream.status())
          .ifPresent(line -> LOG.info("Slot {}: {}", stream.config().slot(), line));
      throwIfFailed();
    }
    sink.flush();
    throwIfFailed();
  }

  private void poll(Duration patience) {
    int messages =
        transactions.poll(MESSAGES_PER_POLL, companion.isActive() ? COMPANION_PATIENCE : patience);
    if (!publishing.isInTransaction()) {
      // With fewer messages than it may, a poll has handed on all that was received
      companion.step(messages < MESSAGES_PER_POLL ? stream.status().received() : Lsn.INVALID);
    }
  }

  private void throwIfFailed() {
    Throwable failure = window.failure();
    if (failure instanceof SinkException named) {
      throw named;
    }
    if (failure != null) {
      throw new SinkException(
          "the sink will never deliver an event: " + failure.getMessage(), failure);
    }
  }

  AckWindow.Unacked unacked() {
    return window.unacked();
  }

  boolean hasConfirmed() {
    return window.confirmable() != 0;
  }

  long events() {
    return publishing.events();
  }

  /** What was confirmed, and to whom; once closed, the last word. */
  ResumePoint resumePoint() {
    return stream.resumePoint();
  }

  WalLadder wal() {
    return WalLadder.of(
        stream.status(), publishing.decoded(), publishing.sent(), window.confirmable());
  }

  PipeTotals totals() {
    return new PipeTotals(encoder.counts(), window.deliveries(), stream.waited(), sink.measures());
  }

  StreamStatus status() {
    return stream.status();
  }

  /** Has {@link #run} look again whether it is to stop; called by any thread. */
  void wakeUp() {
    stream.wakeUp();
  }

  /** Ends a send or flush that blocks; called by any thread. */
  void giveUp() {
    sink.close();
  }

  @Override
  public void close() {
    try (transactions;
        heartbeat;
        companion) {
      closeAll(catalog, stream);
    }
  }

  private static void closeAll(@Nullable JdbcCatalog catalog, @Nullable ReplicationStream stream) {
    try (stream;
        catalog) {
      // in the reverse order
    }
  }
}
