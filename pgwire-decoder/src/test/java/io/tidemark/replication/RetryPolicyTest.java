package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryPolicyTest {
  private static final Random NO_LUCK =
      new Random() {
        private static final long serialVersionUID = 1L;

        @Override
        public double nextDouble() {
          return 0;
        }
      };

  private final RetryPolicy policy =
      new RetryPolicy(6, Duration.ofMillis(100), Duration.ofSeconds(1), 0.5);

  @ParameterizedTest
  @ValueSource(
      strings = {"08000", "08001", "08006", "53300", "53200", "55006", "57P01", "57P02", "57P03"})
  void retriesWhatPassesByItself(String sqlState) {
    assertThat(policy.pauseAfter(1, failure(sqlState), NO_LUCK)).contains(Duration.ofMillis(100));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "28000", "28P01", "42501", "42704", "3D000", "55000", "0A000", "57014", "57P04", "08004",
        "08P01", "22012", "XX000", ""
      })
  void doesNotRetryWhatSomebodyMustChange(String sqlState) {
    assertThat(policy.pauseAfter(1, failure(sqlState), NO_LUCK)).isEmpty();
  }

  @Test
  void doublesThePauseUpToItsBoundAndGivesUp() {
    assertThat(List.of(1, 2, 3, 4, 5))
        .extracting(
            failed -> policy.pauseAfter(failed, failure("08006"), NO_LUCK).orElseThrow().toMillis())
        .containsExactly(100L, 200L, 400L, 800L, 1000L);
    assertThat(policy.pauseAfter(6, failure("08006"), NO_LUCK)).isEmpty();
  }

  @Test
  void doesNotOverflowAfterManyAttempts() {
    RetryPolicy patient =
        new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(1), Duration.ofDays(1), 0);
    assertThat(patient.pauseAfter(1_000_000, failure("08006"), NO_LUCK))
        .contains(Duration.ofDays(1));
  }

  @Test
  void chanceTakesOffItsShareAtMost() {
    Random random = new Random(17);
    for (int i = 0; i < 1000; i++) {
      assertThat(policy.pauseAfter(1, failure("08006"), random).orElseThrow())
          .isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    }
  }

  @Test
  void namesValuesThatMakeNoSense() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new RetryPolicy(0, second, second, 0))
        .hasMessage("maxAttempts: found 0; expected at least 1");
    assertThatThrownBy(() -> new RetryPolicy(1, second, Duration.ZERO, 0))
        .hasMessageContaining("firstPause PT1S, maxPause PT0S");
    assertThatThrownBy(() -> new RetryPolicy(1, second, second, Double.NaN))
        .hasMessageContaining("jitter: found NaN");
  }

  private static ReplicationException failure(String sqlState) {
    return new ServerException("failed", sqlState, null);
  }
}
