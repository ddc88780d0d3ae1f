package io.tidemark.envelope.golden;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tidemark.testing.TestPostgres;
import java.util.TimeZone;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Debezium's engine and this library read two slots of one database while tables, rows and settings
 * are made at random; every event must be equal. The name of each test is its seed.
 *
 * <p>{@code -Dtidemark.seed=N} is the first seed, {@code -Dtidemark.seeds=COUNT} how many there
 * are.
 */
@Tag("slow")
final class DifferentialTest {
  private static final int SHOWN = 20;
  private static final TimeZone ZONE = TimeZone.getDefault();

  /** Debezium's output depends on the zone, and the workload has values that no schema can hold. */
  @BeforeAll
  static void prepare() {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    level(Level.OFF);
  }

  @AfterAll
  static void restore() {
    TimeZone.setDefault(ZONE);
    level(null);
  }

  private static void level(Level level) {
    for (String name : new String[] {"io.tidemark", "io.debezium", "org.apache.kafka"}) {
      ((Logger) LoggerFactory.getLogger(name)).setLevel(level);
    }
  }

  static LongStream seeds() {
    long first = Long.getLong("tidemark.seed", 1);
    return LongStream.range(first, first + Integer.getInteger("tidemark.seeds", 4));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void emitsWhatDebeziumEmits(long seed) throws Exception {
    try (DifferentialRun run = new DifferentialRun(TestPostgres.shared(), seed)) {
      assertThat(run.differences().stream().limit(SHOWN))
          .as("-Dtidemark.seed=%s -Dtidemark.seeds=1: %s", seed, run)
          .isEmpty();
    }
  }
}
