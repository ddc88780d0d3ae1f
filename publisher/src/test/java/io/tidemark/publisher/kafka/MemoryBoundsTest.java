package io.tidemark.publisher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.publisher.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryBoundsTest {
  private static final long MIB = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "64, 16",
    "1024, 256",
    "32768, 512" // more in flight is no faster
  })
  void boundIsQuarterOfTheHeapUpToLimit(long heapMib, long boundMib) {
    MemoryBounds bounds = MemoryBounds.of(0, Map.of(), heapMib * MIB);
    assertThat(bounds.buffer() + bounds.inFlight()).isEqualTo(boundMib * MIB);
    assertThat(bounds.buffer()).isEqualTo(bounds.inFlight());
  }

  @Test
  void usersBufferIsPartOfTheBound() {
    Map<String, String> buffer = Map.of("buffer.memory", Long.toString(20 * MIB));
    assertThat(MemoryBounds.of(64 * MIB, buffer, MIB))
        .isEqualTo(new MemoryBounds(20 * MIB, 44 * MIB));
    assertThat(MemoryBounds.of(0, Map.of("buffer.memory", Long.toString(600 * MIB)), MIB))
        .as("without a bound of the user's")
        .isEqualTo(new MemoryBounds(600 * MIB, 600 * MIB));
  }

  @Test
  void batchesFitIntoSmallBuffer() {
    assertThat(MemoryBounds.of(2 * MIB, Map.of(), MIB).batchSize()).isEqualTo(64 * 1024);
    assertThat(MemoryBounds.of(0, Map.of(), 256 * MIB).batchSize()).isEqualTo(256 * 1024);
  }

  @Test
  void namesSettingsThatLeaveNoRoom() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> MemoryBounds.of(10 * MIB, Map.of("buffer.memory", "10485760"), MIB))
        .withMessage(
            "producer.buffer.memory=10485760, max.queue.size.in.bytes=10485760:"
                + " expected the first to be the smaller one, about half");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> MemoryBounds.of(1000, Map.of(), MIB))
        .withMessage("max.queue.size.in.bytes=1000: expected at least 1048576");
  }
}
