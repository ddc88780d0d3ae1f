package io.tidemark.publisher.kafka;

import io.tidemark.publisher.SinkException;
import io.tidemark.publisher.internal.DaemonThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Brings records from the thread that makes them to the producer. Half of what an event costs is
 * spent in {@code KafkaProducer.send}: under load a thread of its own does that, while the next
 * events are made. A few records go on at once on the caller's thread, for waking another one would
 * only delay them.
 *
 * <p>{@link #add}, {@link #dispatch} and {@link #awaitEmpty} belong to one thread, the rest to any.
 */
final class Handover implements AutoCloseable {
  /** Large enough that what a batch costs to hand over is nothing to what its records cost. */
  private static final int BATCH = 256;

  /** As many as take less time than to wake a thread. */
  private static final int FEW = 16;

  private static final int BATCHES = 8;

  /** A record, and who is told of it. */
  record Outgoing(ProducerRecord<byte[], byte[]> record, Delivery delivery) {}

  private final Consumer<Outgoing> producer;
  private final IntConsumer sent;
  private final ExecutorService thread;
  private final Semaphore free = new Semaphore(BATCHES);
  private final AtomicLong blockedNanos = new AtomicLong();

  // The caller's thread
  private List<Outgoing> batch = new ArrayList<>(BATCH);

  /**
   * @param producer called by one thread at a time; must not throw
   * @param sent told each time how many records the producer has been given, as {@code producer}
   */
  Handover(Consumer<Outgoing> producer, IntConsumer sent) {
    this.producer = producer;
    this.sent = sent;
    this.thread = Executors.newSingleThreadExecutor(new DaemonThread("tidemark-sender"));
  }

  /** Takes a record, which goes on at {@link #dispatch} at the latest. */
  void add(Outgoing outgoing) {
    batch.add(outgoing);
    if (batch.size() >= BATCH) {
      handOver();
    }
  }

  /** There is no more for now: what was added goes on. */
  void dispatch() {
    if (batch.isEmpty()) {
      return;
    }
    // All permits are there: everything before has gone on, and what is sent now stays behind it
    if (batch.size() <= FEW && free.availablePermits() == BATCHES) {
      send(batch);
      batch.clear();
    } else {
      handOver();
    }
  }

  private void handOver() {
    if (!free.tryAcquire()) {
      long start = System.nanoTime();
      acquire(1);
      blockedNanos.lazySet(blockedNanos.getPlain() + System.nanoTime() - start);
    }
    List<Outgoing> full = batch;
    batch = new ArrayList<>(BATCH);
    Runnable task =
        () -> {
          send(full);
          free.release();
        };
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      task.run(); // closed meanwhile, so is the producer: it refuses them
    }
  }

  private void send(List<Outgoing> records) {
    records.forEach(producer);
    sent.accept(records.size());
  }

  /** Returns when the producer has all that was added before. */
  void awaitEmpty() {
    dispatch();
    acquire(BATCHES);
    free.release(BATCHES);
  }

  /** Ends at the latest when the producer is closed, for then it refuses what is left at once. */
  private void acquire(int permits) {
    try {
      free.acquire(permits);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SinkException("Kafka producer: interrupted while it was busy", e);
    }
  }

  /** How long the caller has waited for this thread, in all. */
  long blockedNanos() {
    return blockedNanos.get();
  }

  /** Lets what was handed over go on to the producer; close that first, and it takes no time. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
