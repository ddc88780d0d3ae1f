package io.tidemark.publisher.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IdleFlushTest {
  private static final long MICROSECOND = 1_000;
  private static final long SILENCE = Duration.ofSeconds(1).toNanos();

  private final ManualTimer timer = new ManualTimer();
  private long now;
  private int flushes;
  private final IdleFlush idle = new IdleFlush(() -> flushes++, timer, () -> now);

  @Test
  void loneRecordIsFlushedAtOnce() {
    sendAfter(SILENCE, 1);
    timer.run(0);
    assertThat(flushes).isEqualTo(1);
    sendAfter(SILENCE, 3);
    timer.run(0);
    assertThat(flushes).isEqualTo(2);
    assertThat(timer.tasks).isEmpty();
  }

  @Test
  void recordsBeforeTheFlushHasBegunShareIt() {
    sendAfter(SILENCE, 1);
    sendAfter(SILENCE, 1);
    timer.run(0);
    assertThat(timer.tasks).isEmpty();
    assertThat(flushes).isEqualTo(1);
  }

  @Test
  void recordsInQuickSuccessionWaitAMillisecond() {
    sendAfter(MICROSECOND, 1);
    sendAfter(MICROSECOND, 1);
    timer.run(1_000 * MICROSECOND);
    assertThat(flushes).isEqualTo(1);
    assertThat(timer.tasks).isEmpty();
  }

  @Test
  void loadIsFlushedWhenItEnds() {
    for (int millisecond = 0; millisecond < 10; millisecond++) {
      sendAfter(SILENCE, 256);
      timer.run(1_000 * MICROSECOND);
    }
    assertThat(flushes).isZero();
    timer.run(1_000 * MICROSECOND);
    assertThat(flushes).isEqualTo(1);
    assertThat(timer.tasks).isEmpty();
  }

  @Test
  void itsOwnThreadFlushes() throws InterruptedException {
    CountDownLatch flushed = new CountDownLatch(1);
    IdleFlush real = IdleFlush.start(flushed::countDown);
    real.sent(1);
    assertThat(flushed.await(20, TimeUnit.SECONDS)).isTrue();
    real.close();
    real.sent(1); // to no effect: the producer is closed too
  }

  private void sendAfter(long nanos, int count) {
    now += nanos;
    idle.sent(count);
  }

  private static final class ManualTimer implements IdleFlush.Timer {
    private record Task(long nanos, Runnable body) {}

    private final Deque<Task> tasks = new ArrayDeque<>();

    @Override
    public void schedule(long nanos, Runnable task) {
      tasks.add(new Task(nanos, task));
    }

    /** The next task, which was scheduled for so much later. */
    void run(long nanos) {
      Task next = tasks.remove();
      assertThat(next.nanos).isEqualTo(nanos);
      next.body.run();
    }

    @Override
    public void close() {}
  }
}
