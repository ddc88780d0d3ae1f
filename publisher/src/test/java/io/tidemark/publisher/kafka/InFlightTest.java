package io.tidemark.publisher.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.SinkException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InFlight inFlight = new InFlight(1_000);

  @Test
  void blocksAtTheLimitUntilEnoughIsReleased() {
    inFlight.acquire(600);
    inFlight.acquire(400);
    CompletableFuture<Void> third = CompletableFuture.runAsync(() -> inFlight.acquire(500));
    assertThat(third).isNotDone();
    inFlight.release(600);
    inFlight.release(400);
    assertThat(third).succeedsWithin(PATIENCE);
    inFlight.release(500);
    assertThat(inFlight.isEmpty()).isTrue();
  }

  @Test
  void whatIsLargerThanTheLimitPassesAlone() {
    inFlight.acquire(5_000);
    CompletableFuture<Void> next = CompletableFuture.runAsync(() -> inFlight.acquire(5_000));
    assertThat(next).isNotDone();
    inFlight.release(5_000);
    assertThat(next).succeedsWithin(PATIENCE);
  }

  @Test
  void closeEndsTheWait() {
    inFlight.acquire(1_000);
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> inFlight.acquire(1));
    inFlight.close();
    assertThat(waiting)
        .failsWithin(PATIENCE)
        .withThrowableOfType(Exception.class)
        .withCauseInstanceOf(SinkException.class);
  }

  /** Two threads at full speed: no wake-up is lost, and the limit holds at every moment. */
  @Test
  void neverStandsStillAndNeverExceedsTheLimit() throws Exception {
    BlockingQueue<Long> sent = new LinkedBlockingQueue<>();
    AtomicLong held = new AtomicLong();
    AtomicLong highest = new AtomicLong();
    int records = 200_000;
    CompletableFuture<Void> sender =
        CompletableFuture.runAsync(
            () -> {
              Random random = new Random(1);
              for (int i = 0; i < records; i++) {
                long bytes = 1L + random.nextInt(400);
                inFlight.acquire(bytes);
                highest.accumulateAndGet(held.addAndGet(bytes), Math::max);
                sent.add(bytes);
              }
            });
    Deque<Long> pending = new ArrayDeque<>();
    Random random = new Random(2);
    for (int released = 0; released < records; ) {
      Long next = sent.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(next).as("the sender goes on after %d", released).isNotNull();
      pending.add(next);
      sent.drainTo(pending);
      for (int n = 1 + random.nextInt(pending.size()); n > 0; n--) {
        long bytes = pending.remove();
        held.addAndGet(-bytes);
        inFlight.release(bytes);
        released++;
      }
      while (sent.isEmpty() && !pending.isEmpty()) {
        long bytes = pending.remove();
        held.addAndGet(-bytes);
        inFlight.release(bytes);
        released++;
      }
    }
    assertThat(sender).succeedsWithin(PATIENCE);
    assertThat(highest.get()).isLessThanOrEqualTo(1_000);
  }
}
