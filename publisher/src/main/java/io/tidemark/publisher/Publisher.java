package io.tidemark.publisher;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.replication.AssemblerConfig;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationException;
import io.tidemark.replication.ResumePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole pipe: reads a replication slot, publishes its changes as envelopes, and confirms to
 * PostgreSQL what the sink has acknowledged, at least once and never before.
 *
 * <pre>{@code
 * try (EventSink redpanda = KafkaSink.connect(producerProperties);
 *     Publisher publisher = Publisher.builder(config).sink(redpanda).build()) {
 *   Runtime.getRuntime().addShutdownHook(new Thread(publisher::stop));
 *   publisher.run();
 * }
 * }</pre>
 *
 * <p>The thread that calls {@link #run} reads, decodes, encodes and sends. All other methods may be
 * called by any thread. A publisher runs once.
 */
public final class Publisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  private final ReplicationConfig replication;
  private final EnvelopeConfig envelope;
  private final AssemblerConfig assembling;
  private final PublicationSetup publications;
  private final HeartbeatConfig heartbeat;
  private final Supplier<EventSink> sinks;
  private final Duration stopTimeout;
  private final Consumer<PublisherState> listener;
  private final SnapshotPhase snapshot;

  private final Predicate<PublisherStatus> finished;
  private final Retries retries;

  // The thread that runs
  private final StateLog states = new StateLog();
  private boolean prepared;
  private Set<String> topics = Set.of();
  private boolean streamed;
  private boolean progressed;

  /** Where the last attempt ended: the slot has to be there, or before. */
  private ResumePoint resume;

  // Shared
  private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;

  private final MeasuredPipes measured = new MeasuredPipes();

  // Written by the thread that runs, read by any
  private volatile PublisherState state = new PublisherState.Created();
  private volatile @Nullable Pipe pipe;
  private volatile @Nullable EventSink snapshotSink;

  Publisher(PublisherBuilder builder) {
    if (builder.sink == null) {
      throw new ConfigurationException(
          "Publisher: no sink; give builder.sink(…) one, such as KafkaSink.connect(…)");
    }
    replication = builder.replication;
    resume = replication.resumeFrom();
    envelope =
        builder.envelope == null
            ? EnvelopeConfig.debeziumJson(replication.slot())
            : builder.envelope;
    assembling = builder.assembling;
    publications = new PublicationSetup(builder.publications);
    heartbeat = builder.heartbeat;
    sinks = builder.sink;
    stopTimeout = builder.stopTimeout;
    listener = builder.listener;
    snapshot = builder.snapshot;
    finished = builder.finished;
    retries = new Retries(builder.retry, builder.sinkIsRenewable);
  }

  /** Starts from the defaults. */
  public static PublisherBuilder builder(ReplicationConfig replication) {
    return new PublisherBuilder(replication);
  }

  /**
   * Publishes until {@link #stop}, and then returns when all that was read is confirmed. What fails
   * on the way and may pass by itself is tried again, from the slot's confirmed position.
   *
   * @throws io.tidemark.replication.ReplicationException when the slot cannot be read
   * @throws SinkException when the sink cannot be reached, or will never deliver an event
   * @throws IllegalStateException when it ran before
   */
  public void run() {
    if (!runner.compareAndSet(null, Thread.currentThread())) {
      throw new IllegalStateException("a publisher runs once; build another one");
    }
    try {
      publish();
      become(new PublisherState.Stopped());
    } catch (RuntimeException | Error e) {
      become(new PublisherState.Failed(e));
      throw e;
    } finally {
      ended.countDown();
    }
  }

  private void publish() {
    int failed = 0;
    while (!stopping) {
      try {
        attempt();
        return;
      } catch (ReplicationException | SinkException e) {
        if (stopping) {
          LOG.warn(
              "Slot {}: stopped before all was acknowledged; PostgreSQL will send it again: {}",
              replication.slot(),
              e.getMessage());
          return;
        }
        failed = progressed ? 1 : failed + 1;
        Duration pause = retries.pauseAfter(failed, e, streamed).orElseThrow(() -> e);
        measured.retried();
        become(new PublisherState.Retrying(e, failed, pause, Instant.now().plus(pause)));
        await(stopped, pause);
      }
    }
  }

  private void attempt() {
    become(new PublisherState.Starting());
    progressed = false;
    EventSink sink = sinks.get();
    prepare(sink);
    boolean again;
    do {
      again = takeSnapshot(sink) && stream(sink);
    } while (again);
  }

  /** Returns whether a snapshot was asked for; the sink is closed when not. */
  private boolean stream(EventSink sink) {
    boolean again = false;
    Pipe opened = open(sink);
    try (opened) {
      pipe = opened;
      measured.opened(opened);
      streamed = true;
      become(new PublisherState.Streaming());
      try {
        opened.run(() -> stopping, () -> finished.test(status()));
        again = snapshot.isRequested() && !stopping;
      } finally {
        progressed = opened.hasConfirmed();
        measured.closing(opened);
        if (!again) {
          sink.close(); // first: nothing that it would still deliver after a failure is of use
        }
      }
    } finally {
      pipe = null;
      resume = opened.resumePoint();
    }
    return again;
  }

  private Pipe open(EventSink sink) {
    try {
      SnapshotPhase.Context context =
          new SnapshotPhase.Context(
              replication.resumingFrom(resume),
              envelope,
              sink,
              () -> stopping,
              measured::snapshotted);
      return Pipe.open(context, assembling, heartbeat, snapshot);
    } catch (RuntimeException | Error e) {
      sink.close();
      throw e;
    }
  }

  /** Returns whether to stream; the sink is closed when not. */
  private boolean takeSnapshot(EventSink sink) {
    snapshotSink = sink;
    boolean goOn = false;
    try {
      goOn =
          snapshot.run(
                  new SnapshotPhase.Context(
                      replication, envelope, sink, () -> stopping, this::snapshotted))
              && !stopping;
    } finally {
      snapshotSink = null;
      if (!goOn) {
        sink.close();
      }
    }
    return goOn;
  }

  private void snapshotted(SnapshotStatus status) {
    measured.snapshotted(status);
    resume = ResumePoint.NONE; // it has made the slot
    if (!(state instanceof PublisherState.Snapshotting)) {
      become(new PublisherState.Snapshotting());
    }
    streamed = true;
    progressed |= status.tables().stream().anyMatch(table -> table.fraction() > 0);
  }

  /** Before the slot: what is decoded for a publication is decided at each change. */
  private void prepare(EventSink sink) {
    try {
      if (!prepared) {
        topics = publications.run(replication, envelope);
        prepared = true;
      }
      sink.expect(topics);
    } catch (RuntimeException | Error e) {
      sink.close();
      throw e;
    }
  }

  private void become(PublisherState next) {
    state = next;
    if (next instanceof PublisherState.Retrying) {
      LOG.warn("Slot {}: {}", replication.slot(), states.line(next));
    } else {
      LOG.info("Slot {}: {}", replication.slot(), states.line(next));
    }
    listener.accept(next);
  }

  /**
   * Asks {@link #run} to end, and waits for it: it reads no further, sees what it has sent
   * acknowledged and confirmed, and frees the slot. A sink that does not acknowledge within the
   * stop timeout is given up; PostgreSQL will send again what it had. Made for a shutdown hook;
   * does nothing when nothing runs.
   *
   * @return false when the run failed, or has not ended in time
   */
  public boolean stop() {
    stopping = true;
    stopped.countDown();
    Thread running = runner.get();
    if (running == null || running == Thread.currentThread()) {
      return true;
    }
    if (awaitEnd(stopTimeout)) {
      return state instanceof PublisherState.Stopped;
    }
    Pipe stuck = pipe;
    EventSink stuckSink = snapshotSink;
    if (stuck != null) {
      stuck.giveUp();
    } else if (stuckSink != null) {
      stuckSink.close();
    }
    return awaitEnd(stopTimeout) && state instanceof PublisherState.Stopped;
  }

  private boolean awaitEnd(Duration timeout) {
    return await(ended, timeout);
  }

  private static boolean await(CountDownLatch latch, Duration timeout) {
    try {
      return latch.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How far it is. */
  public PublisherStatus status() {
    Pipe current = pipe;
    if (current == null) {
      return new PublisherStatus(state, Optional.empty(), 0, 0, 0, Duration.ZERO);
    }
    AckWindow.Unacked unacked = current.unacked();
    return new PublisherStatus(
        state,
        Optional.of(current.status()),
        current.events(),
        unacked.transactions(),
        unacked.bytes(),
        unacked.oldestAge());
  }

  /** How far the snapshot is, or was when it ended; empty when this publisher took none. */
  public Optional<SnapshotStatus> snapshot() {
    return measured.snapshot();
  }

  /** What it has done so far. */
  public PublisherMeasures measures() {
    return measured.measures(status());
  }

  /** The same as {@link #stop}. */
  @Override
  public void close() {
    stop();
  }
}
