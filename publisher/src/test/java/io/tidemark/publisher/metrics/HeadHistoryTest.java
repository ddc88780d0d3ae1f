package io.tidemark.publisher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.pgoutput.Lsn;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeadHistoryTest {
  private final HeadHistory history = new HeadHistory();

  @Test
  void positionIsAsOldAsTheFirstSampleBeyondIt() {
    history.add(new Lsn(100), seconds(1));
    history.add(new Lsn(100), seconds(2));
    history.add(new Lsn(200), seconds(3));
    history.add(new Lsn(300), seconds(4));

    assertThat(history.age(new Lsn(99), seconds(10))).isEqualTo(Duration.ofSeconds(9));
    assertThat(history.age(new Lsn(100), seconds(10))).isEqualTo(Duration.ofSeconds(7));
    assertThat(history.age(new Lsn(250), seconds(10))).isEqualTo(Duration.ofSeconds(6));
    assertThat(history.age(new Lsn(300), seconds(10))).as("caught up").isZero();
  }

  @Test
  void dayOfLagIsKeptInBoundedMemory() {
    int day = 86_400;
    for (int i = 1; i <= day; i++) {
      history.add(new Lsn(i), seconds(i));
    }
    assertThat(history.size()).isLessThanOrEqualTo(2_048);
    assertThat(history.age(new Lsn(1), seconds(day)).toSeconds())
        .as("to a thousandth")
        .isBetween(day - 90L, (long) day);
  }

  @Test
  void whatIsConfirmedIsForgotten() {
    history.add(new Lsn(100), seconds(1));
    history.add(new Lsn(200), seconds(2));
    history.forget(new Lsn(100));
    assertThat(history.size()).isOne();
    assertThat(history.age(new Lsn(100), seconds(5))).isEqualTo(Duration.ofSeconds(3));
    history.forget(new Lsn(200));
    assertThat(history.age(new Lsn(200), seconds(5))).isZero();
  }

  private static long seconds(int seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
