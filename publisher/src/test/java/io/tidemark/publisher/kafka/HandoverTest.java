package io.tidemark.publisher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.publisher.DeliveryListener;
import io.tidemark.publisher.SinkException;
import io.tidemark.publisher.TestEnvelope;
import io.tidemark.publisher.kafka.Handover.Outgoing;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandoverTest {
  private static final int MANY = 100_000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Queue<Integer> produced = new ConcurrentLinkedQueue<>();
  private final Set<Thread> producing = ConcurrentHashMap.newKeySet();
  private volatile @Nullable CountDownLatch gate;
  private final AtomicInteger sent = new AtomicInteger();
  private final Handover handover = new Handover(this::produce, sent::addAndGet);

  private void produce(Outgoing outgoing) {
    CountDownLatch closed = gate;
    if (closed != null) {
      awaitUninterruptibly(closed);
    }
    producing.add(Thread.currentThread());
    produced.add(outgoing.record().partition());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() {
    handover.close();
  }

  @Test
  void fewRecordsGoOnAtOnceOnTheCallersThread() {
    add(0, 3);
    assertThat(produced).isEmpty();
    handover.dispatch();
    assertThat(produced).containsExactly(0, 1, 2);
    assertThat(producing).containsExactly(Thread.currentThread());
  }

  @Test
  void manyGoOnOnAnotherThread() {
    add(0, 10_000);
    handover.awaitEmpty();
    assertThat(produced).containsExactlyElementsOf(numbers(10_000));
    assertThat(producing).extracting(Thread::getName).contains("tidemark-sender");
  }

  /** Whatever thread a record goes by. */
  @Test
  void orderIsKept() {
    Random random = new Random();
    for (int next = 0; next < MANY; ) {
      int count = Math.min(MANY - next, 1 + random.nextInt(random.nextBoolean() ? 4 : 600));
      add(next, count);
      next += count;
      if (random.nextInt(3) > 0) {
        handover.dispatch();
      }
    }
    handover.awaitEmpty();
    assertThat(produced).containsExactlyElementsOf(numbers(MANY));
    assertThat(sent).hasValue(MANY);
  }

  @Test
  void callerWaitsForAProducerThatIsBusy() {
    CountDownLatch open = new CountDownLatch(1);
    gate = open;
    CompletableFuture<Void> adding =
        CompletableFuture.runAsync(
            () -> {
              add(0, MANY);
              handover.awaitEmpty();
            });
    assertThat(adding).isNotDone();
    open.countDown();
    assertThat(adding).succeedsWithin(PATIENCE);
    assertThat(produced).hasSize(MANY);
    assertThat(handover.blockedNanos()).isPositive();
  }

  @Test
  void interruptEndsTheWaitAndLosesNothing() {
    CountDownLatch open = new CountDownLatch(1);
    gate = open;
    int capacity = fill();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> add(capacity, 1)).isInstanceOf(SinkException.class);
    assertThat(Thread.interrupted()).isTrue();
    open.countDown();
    handover.awaitEmpty();
    assertThat(produced).containsExactlyElementsOf(numbers(capacity + 1));
  }

  /** As much as can be added without waiting; one more would. */
  private int fill() {
    int capacity = 9 * 256 - 1;
    add(0, capacity);
    return capacity;
  }

  @Test
  void whatIsAddedAfterCloseIsStillTheProducersToRefuse() {
    handover.close();
    add(0, 1_000);
    handover.awaitEmpty();
    assertThat(produced).containsExactlyElementsOf(numbers(1_000));
  }

  private void add(int first, int count) {
    for (int number = first; number < first + count; number++) {
      handover.add(new Outgoing(new ProducerRecord<>("t", number, null, new byte[0]), NOBODY));
    }
  }

  private static final Delivery NOBODY =
      new Delivery(
          (delivery, failure) -> {},
          new DeliveryListener() {
            @Override
            public void onDelivered() {}

            @Override
            public void onFailed(Throwable cause) {}
          },
          new TestEnvelope("t", null, new byte[0], List.of()),
          null);

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
