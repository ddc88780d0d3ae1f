package io.tidemark.publisher;

import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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

  private final String slot;
  private final Duration stopTimeout;
  private final Retries retries;

  // Shared
  private final CurrentState state;
  private final MeasuredPipes measured = new MeasuredPipes();
  private final Attempts attempts;
  private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;

  Publisher(PublisherBuilder builder) {
    if (builder.sink == null) {
      throw new ConfigurationException(
          "Publisher: no sink; give builder.sink(…) one, such as KafkaSink.connect(…)");
    }
    slot = builder.replication.slot();
    stopTimeout = builder.stopTimeout;
    retries = new Retries(builder.retry, builder.sinkIsRenewable);
    state = new CurrentState(slot, builder.listener);
    attempts = new Attempts(builder, builder.sink, state, measured, () -> stopping);
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
      state.become(new PublisherState.Stopped());
    } catch (RuntimeException | Error e) {
      state.become(new PublisherState.Failed(e));
      throw e;
    } finally {
      ended.countDown();
    }
  }

  private void publish() {
    int failed = 0;
    while (!stopping) {
      try {
        attempts.run();
        return;
      } catch (ReplicationException | SinkException e) {
        if (stopping) {
          LOG.warn(
              "Slot {}: stopped before all was acknowledged; PostgreSQL will send it again: {}",
              slot,
              e.getMessage());
          return;
        }
        failed = attempts.hasProgressed() ? 1 : failed + 1;
        Duration pause = retries.pauseAfter(failed, e, attempts.hasWorked()).orElseThrow(() -> e);
        measured.retried();
        state.become(new PublisherState.Retrying(e, failed, pause, Instant.now().plus(pause)));
        await(stopped, pause);
      }
    }
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
    attempts.wakeUp();
    if (awaitEnd(stopTimeout)) {
      return state.get() instanceof PublisherState.Stopped;
    }
    attempts.giveUp();
    return awaitEnd(stopTimeout) && state.get() instanceof PublisherState.Stopped;
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
    return attempts.status();
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
