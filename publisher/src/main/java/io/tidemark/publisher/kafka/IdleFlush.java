package io.tidemark.publisher.kafka;

import io.tidemark.publisher.internal.DaemonThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the producer's wait for fuller batches, {@code linger.ms}, when the stream has run dry.
 * Under load that wait makes requests large, which is a third of the work for both sides; a lone
 * event must not pay for it.
 *
 * <p>{@link #sent} belongs to one thread at a time, {@link #close} to any.
 */
final class IdleFlush implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaSink.class);

  /** Whoever comes after so much silence is alone, and leaves at once. */
  private static final long LONE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  /** How long others wait to see whether more is coming. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** So many records a tick are a load: their batches fill by themselves. */
  private static final long LOAD = 64;

  /** Runs tasks on one thread. */
  interface Timer extends AutoCloseable {
    void schedule(long nanos, Runnable task);

    /** Starts no more tasks. */
    @Override
    void close();
  }

  private final Runnable flush;
  private final Timer timer;
  private final LongSupplier clock;
  private final AtomicBoolean flushing = new AtomicBoolean();
  private final AtomicBoolean ticking = new AtomicBoolean();
  private final AtomicLong records = new AtomicLong();

  // The thread that sends
  private long lastNanos;

  /**
   * @param flush the producer's, which waits for the broker
   * @param clock in nanoseconds, as {@link System#nanoTime}
   */
  IdleFlush(Runnable flush, Timer timer, LongSupplier clock) {
    this.flush = flush;
    this.timer = timer;
    this.clock = clock;
    this.lastNanos = clock.getAsLong();
  }

  /** With a thread of its own. */
  static IdleFlush start(Runnable flush) {
    return new IdleFlush(flush, new FlushThread(), System::nanoTime);
  }

  /** The producer has so many more records. Belongs to one thread at a time. */
  void sent(int count) {
    long now = clock.getAsLong();
    boolean lone = now - lastNanos > LONE_NANOS && count < LOAD;
    lastNanos = now;
    long before = records.getPlain();
    records.set(before + count);
    if (lone) {
      if (flushing.compareAndSet(false, true)) {
        timer.schedule(0, this::flushNow);
      }
    } else if (!ticking.get() && ticking.compareAndSet(false, true)) {
      timer.schedule(TICK_NANOS, () -> tick(before));
    }
  }

  private void flushNow() {
    flushing.set(false); // first: what comes while it runs may be too late for it
    flush.run();
  }

  private void tick(long before) {
    long now = records.get();
    if (now - before >= LOAD) {
      timer.schedule(TICK_NANOS, () -> tick(now));
    } else {
      ticking.set(false);
      flush.run();
    }
  }

  @Override
  public void close() {
    timer.close();
  }

  private static final class FlushThread implements Timer {
    private final ScheduledThreadPoolExecutor thread =
        new ScheduledThreadPoolExecutor(1, new DaemonThread("tidemark-flush"));

    FlushThread() {
      thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void schedule(long nanos, Runnable task) {
      try {
        var unused = thread.schedule(task, nanos, TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("a flush came after the end of its producer", e);
      }
    }

    @Override
    public void close() {
      thread.shutdown();
    }
  }
}
