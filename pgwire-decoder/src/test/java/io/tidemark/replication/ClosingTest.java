package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.pgoutput.PgOutputMessage;
import io.tidemark.testing.TestPostgres;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a stream ends, and how soon. */
@Timeout(60)
final class ClosingTest {
  private SourceDatabase source;

  @BeforeEach
  void createSource() {
    source = SourceDatabase.create(TestPostgres.shared(), "closing");
  }

  @AfterEach
  void dropSource() {
    source.close();
  }

  @Test
  void closeEndsAPollThatWaits() throws Exception {
    ReplicationStream stream = openPatient();
    Poll poll = Poll.start(stream);

    long start = System.nanoTime();
    stream.close();

    assertThat(poll.result().get(1, TimeUnit.SECONDS)).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void wakeUpEndsAPollThatWaitsAndNothingElse() throws Exception {
    try (ReplicationStream stream = openPatient()) {
      Poll poll = Poll.start(stream);

      stream.wakeUp();

      assertThat(poll.result().get(10, TimeUnit.SECONDS)).isZero();
      source.execute("INSERT INTO item VALUES (1, 'one')");
      assertThat(SourceDatabase.readTransaction(stream)).hasSize(4);
    }
  }

  @Test
  void wakeUpBeforeAPollEndsThatOne() throws Exception {
    try (ReplicationStream stream = openPatient()) {
      stream.wakeUp();
      CompletableFuture<Integer> polled =
          CompletableFuture.supplyAsync(() -> stream.poll(new IgnoringWalHandler(), 1));
      assertThat(polled.get(10, TimeUnit.SECONDS)).isZero();
    }
  }

  @Test
  void interruptEndsAPollThatWaitsAndLeavesTheStreamUsable() throws Exception {
    try (ReplicationStream stream = openPatient()) {
      Poll poll = Poll.start(stream);

      poll.thread().interrupt();

      assertThatThrownBy(() -> poll.result().get(1, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(StreamInterruptedException.class);
      assertThat(stream.isOpen()).isTrue();
      source.execute("INSERT INTO item VALUES (1, 'one')");
      assertThat(SourceDatabase.readTransaction(stream)).hasSize(4);
    }
  }

  @Test
  void anInterruptedPollKeepsTheInterruptFlag() {
    try (ReplicationStream stream = openPatient()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> stream.poll(new IgnoringWalHandler(), 1))
          .isInstanceOf(StreamInterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @RepeatedTest(3)
  @Tag("slow")
  void theSlotIsFreeAgainInTheMiddleOfALargeTransaction() {
    source.execute("INSERT INTO item SELECT i, repeat('x', 500) FROM generate_series(1, 200000) i");
    ReplicationStream stream = source.open();
    while (!(stream.iterator().next().message() instanceof PgOutputMessage.Insert)) {
      assertThat(stream.isOpen()).isTrue();
    }

    long start = System.nanoTime();
    stream.close();
    Duration closing = Duration.ofNanos(System.nanoTime() - start);
    try (ReplicationStream reopened = openWithinASecond()) {
      assertThat(reopened.iterator().next().message()).isInstanceOf(PgOutputMessage.Begin.class);
    }
    assertThat(closing).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void theSlotOfAnIdleStreamIsFreeWhenCloseReturns() {
    for (int i = 0; i < 20; i++) {
      ReplicationStream stream = source.open();
      stream.poll(new IgnoringWalHandler(), 1);
      stream.close();
      assertThat(
              source.query(
                  "SELECT count(*) FROM pg_replication_slots WHERE active AND slot_name = 'closing'"))
          .isEqualTo("0");
    }
  }

  @Test
  void refusesASecondThreadThatPolls() throws Exception {
    try (ReplicationStream stream = openPatient()) {
      Poll poll = Poll.start(stream);
      assertThatThrownBy(() -> stream.poll(new IgnoringWalHandler(), 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(poll.thread().getName());
    }
  }

  private ReplicationStream openPatient() {
    return ReplicationStream.open(source.config().pollTimeout(Duration.ofSeconds(50)).build());
  }

  private ReplicationStream openWithinASecond() {
    long deadline = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (true) {
      try {
        return source.open();
      } catch (SlotException e) {
        if (e.kind() != SlotException.Kind.ACTIVE || System.nanoTime() - deadline > 0) {
          throw e;
        }
      }
    }
  }

  /** A poll in a thread of its own, which has begun to wait. */
  private record Poll(Thread thread, CompletableFuture<Integer> result) {
    static Poll start(ReplicationStream stream)
        throws TimeoutException, ExecutionException, InterruptedException {
      CompletableFuture<Integer> result = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                try {
                  result.complete(stream.poll(new IgnoringWalHandler(), 1));
                } catch (RuntimeException e) {
                  result.completeExceptionally(e);
                }
              },
              "poller");
      thread.setDaemon(true);
      thread.start();
      assertThatThrownBy(() -> result.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      return new Poll(thread, result);
    }
  }
}
