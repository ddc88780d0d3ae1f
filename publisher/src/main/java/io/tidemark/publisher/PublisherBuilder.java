package io.tidemark.publisher;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.replication.AssemblerConfig;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.RetryPolicy;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds what a {@link Publisher} is made of. Not thread-safe. */
public final class PublisherBuilder {
  final ReplicationConfig replication;
  @Nullable Supplier<EventSink> sink;
  @Nullable EnvelopeConfig envelope;
  AssemblerConfig assembling = AssemblerConfig.builder().build();
  PublicationAutocreate publications = PublicationAutocreate.DISABLED;
  HeartbeatConfig heartbeat = HeartbeatConfig.none();
  boolean sinkIsRenewable;
  RetryPolicy retry = RetryPolicy.defaults();
  @Nullable Predicate<PublisherStatus> finished;
  Duration stopTimeout = Duration.ofSeconds(10);
  Consumer<PublisherState> listener = state -> {};
  SnapshotPhase snapshot = SnapshotPhase.NONE;

  PublisherBuilder(ReplicationConfig replication) {
    this.replication = replication;
  }

  /**
   * Where the events go. The publisher closes it when it ends; with a sink that cannot be made anew
   * it ends at the first failure.
   */
  public PublisherBuilder sink(EventSink sink) {
    this.sink = () -> sink;
    this.sinkIsRenewable = false;
    return this;
  }

  /**
   * Makes the sink, anew for each attempt: on a thread of its own, while the publisher connects to
   * PostgreSQL.
   */
  public PublisherBuilder sink(Supplier<EventSink> sink) {
    this.sink = sink;
    this.sinkIsRenewable = true;
    return this;
  }

  /**
   * What to do when a stream or a sink fails that has worked before; {@link RetryPolicy#defaults}
   * by default. At the start only a slot that is still active is waited for: a server that cannot
   * be reached then is more likely a wrong address.
   */
  public PublisherBuilder retry(RetryPolicy retry) {
    this.retry = retry;
    return this;
  }

  /**
   * Ends the run by itself, as {@link Publisher#stop} does. Asked between polls, every few
   * milliseconds, and never within a transaction, on the thread that runs the publisher.
   */
  public PublisherBuilder stopWhen(Predicate<PublisherStatus> finished) {
    this.finished = finished;
    return this;
  }

  /**
   * How rows become envelopes: by default Debezium's JSON, with the slot's name as topic prefix.
   */
  public PublisherBuilder envelope(EnvelopeConfig envelope) {
    this.envelope = envelope;
    return this;
  }

  /**
   * How the transactions of a stream with {@code streaming} or {@code two_phase} are held until
   * they commit: by default 64 MiB of memory, and the system's directory for temporary files.
   */
  public PublisherBuilder assembling(AssemblerConfig assembling) {
    this.assembling = assembling;
    return this;
  }

  /**
   * What to publish before the stream: nothing by default, and then the slot has to exist.
   *
   * @param snapshot such as {@code InitialSnapshot}
   */
  public PublisherBuilder snapshot(SnapshotPhase snapshot) {
    this.snapshot = snapshot;
    return this;
  }

  /** What becomes of publications at the start, before the slot; they have to exist by default. */
  public PublisherBuilder createPublications(PublicationAutocreate mode) {
    this.publications = mode;
    return this;
  }

  /** None by default. */
  public PublisherBuilder heartbeat(HeartbeatConfig heartbeat) {
    this.heartbeat = heartbeat;
    return this;
  }

  /** How long {@link Publisher#stop} waits for the sink, 10 seconds by default. */
  public PublisherBuilder stopTimeout(Duration stopTimeout) {
    this.stopTimeout = stopTimeout;
    return this;
  }

  /** Told each new state, on the thread that runs the publisher. */
  public PublisherBuilder onState(Consumer<PublisherState> listener) {
    this.listener = listener;
    return this;
  }

  /**
   * The publisher, which connects when it is run.
   *
   * @throws ConfigurationException when there is no sink
   */
  public Publisher build() {
    return new Publisher(this);
  }
}
