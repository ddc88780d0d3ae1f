package io.tidemark.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentMaximumTest {
  private final RecentMaximum maximum = new RecentMaximum();

  // A nanoTime may start anywhere
  @ParameterizedTest
  @ValueSource(longs = {0, 1_000_000, -1_000_000})
  void isForgottenAfterAMinute(long startSeconds) {
    assertThat(maximum.get(at(startSeconds))).isZero();
    maximum.add(at(startSeconds), 7);
    maximum.add(at(startSeconds + 1), 5);
    assertThat(maximum.get(at(startSeconds + 1))).isEqualTo(7);
    assertThat(maximum.get(at(startSeconds + 39))).isEqualTo(7);
    assertThat(maximum.get(at(startSeconds + 60))).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {20, 59})
  void leavesTheLargestThatIsNotForgotten(long laterSeconds) {
    maximum.add(at(0), 7);
    maximum.add(at(laterSeconds), 5);
    assertThat(maximum.get(at(laterSeconds))).isEqualTo(7);
    assertThat(maximum.get(at(laterSeconds + 20))).isEqualTo(laterSeconds == 20 ? 7 : 5);
    assertThat(maximum.get(at(laterSeconds + 39 + 60))).isZero();
  }

  private static long at(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
