package io.tidemark.publisher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.DeliveryTimes;
import io.tidemark.publisher.PublisherMeasures;
import io.tidemark.publisher.PublisherState;
import io.tidemark.publisher.PublisherStatus;
import io.tidemark.publisher.SinkMeasures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BottleneckTest {

  /** Of ten seconds, and who everyone waited for. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 9, true, WALSENDER",
    "0, 9, 1, true, DECODER",
    "8, 1, 0, true, PRODUCER",
    "8, 9, 0, true, BROKER",
    "8, 9, 0, false, BROKER",
    "0, 9, 10, false, ",
  })
  void isWhereMostOfTheTimeWent(int blocked, int idle, int waited, boolean behind, Stage stage) {
    assertThat(
            Bottleneck.between(
                measures(5, 5, 5),
                measures(5 + blocked, 5 + idle, 5 + waited),
                Duration.ofSeconds(10),
                behind))
        .isEqualTo(Optional.ofNullable(stage));
  }

  private static PublisherMeasures measures(int blocked, int idle, int waited) {
    return new PublisherMeasures(
        new PublisherStatus(
            new PublisherState.Streaming(), Optional.empty(), 0, 0, 0, Duration.ZERO),
        Optional.empty(),
        List.of(),
        new DeliveryTimes(0, Duration.ZERO, Duration.ZERO),
        Duration.ofSeconds(waited),
        new SinkMeasures(Duration.ofSeconds(blocked), Duration.ofSeconds(idle), 0),
        0,
        Optional.empty());
  }
}
