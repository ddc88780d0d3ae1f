package io.tidemark.publisher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.publisher.ConfigurationException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProducerSettingsTest {

  @Test
  void defaultsNeverLoseReorderOrGiveUp() {
    assertThat(ProducerSettings.of(brokersAnd(), false))
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", "true")
        .containsEntry("max.in.flight.requests.per.connection", "5")
        .containsEntry("compression.type", "lz4")
        .containsEntry("delivery.timeout.ms", "2147483647")
        .containsEntry("max.block.ms", "9223372036854775807");
  }

  @Test
  void passesUsersSettingsThrough() {
    assertThat(
            ProducerSettings.of(brokersAnd("compression.type", "zstd", "linger.ms", " 20 "), false))
        .containsEntry("compression.type", "zstd")
        .containsEntry("linger.ms", "20");
  }

  @ParameterizedTest
  @CsvSource({
    "acks, 1",
    "acks, 0",
    "enable.idempotence, false",
    "max.in.flight.requests.per.connection, 6",
    "retries, 0"
  })
  void refusesWhatLosesOrReorders(String name, String value) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ProducerSettings.of(brokersAnd(name, value), false))
        .withMessageStartingWith("producer." + name + "=" + value + " is unsafe: ")
        .withMessageEndingWith("Remove it, or start with --allow-unsafe-producer");
    assertThat(ProducerSettings.of(brokersAnd(name, value), true)).containsEntry(name, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"key.serializer", "value.serializer", "transactional.id"})
  void refusesWhatIsNotTheUsersEvenWhenUnsafeIsAllowed(String name) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ProducerSettings.of(brokersAnd(name, "x"), true))
        .withMessageStartingWith("producer." + name + " cannot be set: ");
  }

  @Test
  void namesMissingBrokers() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ProducerSettings.of(new Properties(), false))
        .withMessage(
            "producer.bootstrap.servers is not set: expected the brokers as host:port,host:port");
  }

  @Test
  void bufferIsAnEighthOfTheHeapWithinBounds() {
    Map<Long, Long> bufferByHeap =
        Map.of(
            64L << 20, 32L << 20, // never below Kafka's default
            1L << 30, 128L << 20,
            32L << 30, 256L << 20);
    bufferByHeap.forEach(
        (heap, buffer) -> assertThat(ProducerSettings.bufferMemory(heap)).isEqualTo(buffer));
  }

  private static Properties brokersAnd(String... more) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", "localhost:9092");
    for (int i = 0; i < more.length; i += 2) {
      properties.setProperty(more[i], more[i + 1]);
    }
    return properties;
  }
}
