package io.tidemark.publisher;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.replication.ReplicationConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
  private final Supplier<EventSink> sinks;
  private final Duration stopTimeout;
  private final Consumer<PublisherState> listener;

  // Shared
  private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;

  // Written by the thread that runs, read by any
  private volatile PublisherState state = new PublisherState.Created();
  private volatile @Nullable Pipe pipe;

  Publisher(PublisherBuilder builder) {
    if (builder.sink == null) {
      throw new ConfigurationException(
          "Publisher: no sink; give builder.sink(…) one, such as KafkaSink.connect(…)");
    }
    replication = builder.replication;
    envelope =
        builder.envelope == null
            ? EnvelopeConfig.debeziumJson(replication.slot())
            : builder.envelope;
    sinks = builder.sink;
    stopTimeout = builder.stopTimeout;
    listener = builder.listener;
  }

  /** Starts from the defaults. */
  public static PublisherBuilder builder(ReplicationConfig replication) {
    return new PublisherBuilder(replication);
  }

  /**
   * Publishes until {@link #stop}, and then returns when all that was read is confirmed.
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
    become(new PublisherState.Starting());
    try (Pipe opened = Pipe.open(replication, envelope, sinks.get())) {
      pipe = opened;
      become(new PublisherState.Streaming());
      opened.run(() -> stopping);
    } catch (SinkException e) {
      if (!stopping) {
        throw e;
      }
      LOG.warn(
          "Stopped with events that the sink has not acknowledged; they will be sent again: {}",
          e.getMessage());
    } finally {
      pipe = null;
    }
  }

  private void become(PublisherState next) {
    state = next;
    LOG.info("Slot {}: {}", replication.slot(), next);
    listener.accept(next);
  }

  /**
   * Asks {@link #run} to end, and waits for it: it reads no further, sees what it has sent
   * acknowledged and confirmed, and frees the slot. A sink that does not acknowledge within the
   * stop timeout is given up; PostgreSQL will send again what it had. Made for a shutdown hook;
   * does nothing when nothing runs.
   */
  public void stop() {
    stopping = true;
    Thread running = runner.get();
    if (running == null || running == Thread.currentThread()) {
      return;
    }
    if (!awaitEnd(stopTimeout)) {
      Pipe stuck = pipe;
      if (stuck != null) {
        stuck.giveUp();
      }
      awaitEnd(stopTimeout);
    }
  }

  private boolean awaitEnd(Duration timeout) {
    try {
      return ended.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How far it is. */
  public PublisherStatus status() {
    Pipe current = pipe;
    if (current == null) {
      return new PublisherStatus(state, Optional.empty(), 0, 0, Duration.ZERO);
    }
    AckWindow.Unacked unacked = current.unacked();
    return new PublisherStatus(
        state,
        Optional.of(current.status()),
        unacked.transactions(),
        unacked.bytes(),
        unacked.oldestAge());
  }

  /** The same as {@link #stop}. */
  @Override
  public void close() {
    stop();
  }
}
