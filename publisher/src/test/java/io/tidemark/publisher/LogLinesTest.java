package io.tidemark.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.PublisherState.Failed;
import io.tidemark.publisher.PublisherState.Retrying;
import io.tidemark.publisher.PublisherState.Streaming;
import io.tidemark.replication.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private static final StreamStatus STREAM =
      new StreamStatus(new Lsn(0x300), new Lsn(0x300), new Lsn(0x200));

  private final AtomicLong nanos = new AtomicLong();
  private final AckWindow window = new AckWindow(lsn -> {});
  private final ProgressLog progress = new ProgressLog(nanos::get);

  @Test
  void progressIsALineEveryTenSeconds() {
    nanos.addAndGet(Duration.ofMillis(9_999).toNanos());
    assertThat(progress.line(100, window, STREAM)).isEmpty();
    window.begin();
    var unused = window.register(42);
    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(progress.line(5_000, window, STREAM))
        .contains(
            "5000 events, 500/s; received 0/300, confirmed 0/200, 256 bytes behind;"
                + " not acknowledged: 1 transactions, 42 bytes");
    assertThat(progress.line(6_000, window, STREAM)).isEmpty();
  }

  @Test
  void tenSecondsWithoutEventsHaveNoLine() {
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(progress.line(0, window, STREAM)).isEmpty();
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(progress.line(7, window, STREAM)).isPresent();
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(progress.line(7, window, STREAM)).isEmpty();
  }

  @Test
  void stateIsOneWordWithWhatOneCanDo() {
    StateLog states = new StateLog();
    assertThat(states.line(new Streaming())).isEqualTo("streaming");
    RuntimeException cause = new IllegalStateException("broker gone; start it");
    Retrying retrying = new Retrying(cause, 2, Duration.ofMillis(300), Instant.EPOCH);
    assertThat(states.line(retrying))
        .isEqualTo("retrying, attempt 2 in 300 ms: broker gone; start it");
    assertThat(states.line(retrying)).isEqualTo("retrying, attempt 2 in 300 ms: as before");
    assertThat(states.line(new Streaming())).isEqualTo("streaming");
    assertThat(states.line(retrying)).as("it has worked in between").contains("broker gone");
    assertThat(states.line(new Failed(cause)))
        .as("the exception itself goes to the caller")
        .isEqualTo("failed: IllegalStateException");
  }
}
