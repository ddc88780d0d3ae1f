package io.tidemark.publisher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.publisher.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProducerSettingsTest {
  private static final MemoryBounds MEMORY = new MemoryBounds(32 << 20, 32 << 20);

  @Test
  void defaultsNeverLoseReorderOrGiveUp() {
    assertThat(settings(brokersAnd(), false))
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", "true")
        .containsEntry("max.in.flight.requests.per.connection", "5")
        .containsEntry("compression.type", "lz4")
        .containsEntry("buffer.memory", "33554432")
        .containsEntry("delivery.timeout.ms", "2147483647")
        .containsEntry("max.block.ms", "9223372036854775807");
  }

  @Test
  void passesUsersSettingsThrough() {
    assertThat(settings(brokersAnd("compression.type", "zstd", "linger.ms", " 20 "), false))
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
        .isThrownBy(() -> settings(brokersAnd(name, value), false))
        .withMessageStartingWith("producer." + name + "=" + value + " is unsafe: ")
        .withMessageEndingWith("Remove it, or start with --allow-unsafe-producer");
    assertThat(settings(brokersAnd(name, value), true)).containsEntry(name, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"key.serializer", "value.serializer", "transactional.id"})
  void refusesWhatIsNotTheUsersEvenWhenUnsafeIsAllowed(String name) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> settings(brokersAnd(name, "x"), true))
        .withMessageStartingWith("producer." + name + " cannot be set: ");
  }

  @Test
  void namesMissingBrokers() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> settings(Map.of(), false))
        .withMessage(
            "producer.bootstrap.servers is not set: expected the brokers as host:port,host:port");
  }

  private static Map<String, Object> settings(Map<String, String> producer, boolean unsafe) {
    KafkaSinkConfig safe = KafkaSinkConfig.of(producer);
    return ProducerSettings.of(unsafe ? safe.withUnsafeProducer() : safe, MEMORY);
  }

  private static Map<String, String> brokersAnd(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", "localhost:9092");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }
}
