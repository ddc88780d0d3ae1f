package io.tidemark.publisher;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.replication.ReplicationConfig;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds what a {@link Publisher} is made of. Not thread-safe. */
public final class PublisherBuilder {
  final ReplicationConfig replication;
  @Nullable Supplier<EventSink> sink;
  @Nullable EnvelopeConfig envelope;
  Duration stopTimeout = Duration.ofSeconds(10);
  Consumer<PublisherState> listener = state -> {};

  PublisherBuilder(ReplicationConfig replication) {
    this.replication = replication;
  }

  /**
   * Where the events go. The publisher closes it when it ends. Required, unless it is made anew
   * each time.
   */
  public PublisherBuilder sink(EventSink sink) {
    this.sink = () -> sink;
    return this;
  }

  /** Makes the sink anew for each attempt, so that a failed one can be replaced. */
  public PublisherBuilder sink(Supplier<EventSink> sink) {
    this.sink = sink;
    return this;
  }

  /**
   * How rows become envelopes: by default Debezium's JSON, with the slot's name as topic prefix.
   */
  public PublisherBuilder envelope(EnvelopeConfig envelope) {
    this.envelope = envelope;
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
