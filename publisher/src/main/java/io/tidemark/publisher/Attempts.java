package io.tidemark.publisher;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.replication.AssemblerConfig;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ResumePoint;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt after the other: a sink, a snapshot if one is due, and the stream until it is to stop
 * or something fails; and what the next one has to know of those before it. Belongs to the thread
 * that runs, except where it says otherwise.
 */
final class Attempts {
  private final ReplicationConfig replication;
  private final EnvelopeConfig envelope;
  private final AssemblerConfig assembling;
  private final PublicationSetup publications;
  private final HeartbeatConfig heartbeat;
  private final Supplier<EventSink> sinks;
  private final SnapshotPhase snapshot;
  private final @Nullable Predicate<PublisherStatus> finished;
  private final CurrentState state;
  private final MeasuredPipes measured;
  private final BooleanSupplier stopping;

  private boolean prepared;
  private Set<String> topics = Set.of();
  private boolean worked;
  private boolean progressed;

  /** Where the last attempt ended: the slot has to be there, or before. */
  private ResumePoint resume;

  // Read by any thread
  private volatile @Nullable Pipe pipe;
  private volatile @Nullable EventSink snapshotSink;

  Attempts(
      PublisherBuilder builder,
      Supplier<EventSink> sinks,
      CurrentState state,
      MeasuredPipes measured,
      BooleanSupplier stopping) {
    this.sinks = sinks;
    this.state = state;
    this.measured = measured;
    this.stopping = stopping;
    replication = builder.replication;
    resume = replication.resumeFrom();
    envelope =
        builder.envelope == null
            ? EnvelopeConfig.debeziumJson(replication.slot())
            : builder.envelope;
    assembling = builder.assembling;
    publications = new PublicationSetup(builder.publications);
    heartbeat = builder.heartbeat;
    snapshot = builder.snapshot;
    finished = builder.finished;
  }

  /** Returns when it is to stop, or has finished, and all that was read is confirmed. */
  void run() {
    state.become(new PublisherState.Starting());
    progressed = false;
    EventSink sink = connect();
    boolean again;
    do {
      again = takeSnapshot(sink) && stream(sink);
    } while (again);
  }

  /** Whether the last attempt has got anything confirmed. */
  boolean hasProgressed() {
    return progressed;
  }

  /** Whether any of them has come as far as to publish. */
  boolean hasWorked() {
    return worked;
  }

  /**
   * The sink, with what has to be done before the slot: what is decoded for a publication is
   * decided at each change. Both sides at once, for each takes as long as the other.
   */
  private EventSink connect() {
    try (SinkAhead ahead = SinkAhead.open(sinks)) {
      if (!prepared) {
        topics = publications.run(replication, envelope);
        prepared = true;
      }
      ahead.await().expect(topics);
      return ahead.take();
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
                      replication, envelope, sink, stopping, this::snapshotted))
              && !stopping.getAsBoolean();
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
    if (!(state.get() instanceof PublisherState.Snapshotting)) {
      state.become(new PublisherState.Snapshotting());
    }
    worked = true;
    progressed |= status.tables().stream().anyMatch(table -> table.fraction() > 0);
  }

  /** Returns whether a snapshot was asked for; the sink is closed when not. */
  private boolean stream(EventSink sink) {
    boolean again = false;
    Pipe opened = open(sink);
    try (opened) {
      pipe = opened;
      measured.opened(opened);
      worked = true;
      state.become(new PublisherState.Streaming());
      try {
        opened.run(stopping, finished == null ? null : this::isFinished);
        again = snapshot.isRequested() && !stopping.getAsBoolean();
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

  private boolean isFinished() {
    return finished != null && finished.test(status());
  }

  private Pipe open(EventSink sink) {
    try {
      SnapshotPhase.Context context =
          new SnapshotPhase.Context(
              replication.resumingFrom(resume), envelope, sink, stopping, measured::snapshotted);
      return Pipe.open(context, assembling, heartbeat, snapshot);
    } catch (RuntimeException | Error e) {
      sink.close();
      throw e;
    }
  }

  /** Has a stream look whether it is to stop; called by any thread. */
  void wakeUp() {
    Pipe waiting = pipe;
    if (waiting != null) {
      waiting.wakeUp();
    }
  }

  /** Ends a sink that does not acknowledge; called by any thread. */
  void giveUp() {
    Pipe stuck = pipe;
    EventSink stuckSink = snapshotSink;
    if (stuck != null) {
      stuck.giveUp();
    } else if (stuckSink != null) {
      stuckSink.close();
    }
  }

  /** For any thread. */
  PublisherStatus status() {
    Pipe current = pipe;
    if (current == null) {
      return new PublisherStatus(state.get(), Optional.empty(), 0, 0, 0, Duration.ZERO);
    }
    AckWindow.Unacked unacked = current.unacked();
    return new PublisherStatus(
        state.get(),
        Optional.of(current.status()),
        current.events(),
        unacked.transactions(),
        unacked.bytes(),
        unacked.oldestAge());
  }
}
