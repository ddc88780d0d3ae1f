package io.tidemark.publisher.kafka;

import static java.util.Map.entry;
import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BUFFER_MEMORY_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_BLOCK_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION;
import static org.apache.kafka.clients.producer.ProducerConfig.RETRIES_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.TRANSACTIONAL_ID_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG;

import io.tidemark.publisher.ConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producer's settings: safe and fast defaults, what the user set, and a refusal of what would
 * lose or reorder.
 */
final class ProducerSettings {

  /** What a setting must satisfy, and what goes wrong when it does not. */
  private record Guard(String name, Predicate<String> safe, String consequence) {}

  private static final Map<String, Object> DEFAULTS =
      Map.ofEntries(
          entry(ACKS_CONFIG, "all"),
          entry(ENABLE_IDEMPOTENCE_CONFIG, "true"),
          entry(MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "5"),
          entry(COMPRESSION_TYPE_CONFIG, "lz4"),
          // Under load; IdleFlush ends the wait when the stream has run dry
          entry(LINGER_MS_CONFIG, "5"),
          // A broker that is away stops the reader until it is back; it is no error. Kafka Connect
          // sets the same two.
          entry(MAX_BLOCK_MS_CONFIG, Long.toString(Long.MAX_VALUE)),
          entry(DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE)));

  private static final List<Guard> GUARDS =
      List.of(
          new Guard(
              ACKS_CONFIG,
              v -> v.equals("all") || v.equals("-1"),
              "a failing broker loses acknowledged events"),
          new Guard(
              ENABLE_IDEMPOTENCE_CONFIG,
              v -> v.equalsIgnoreCase("true"),
              "a retry reorders or repeats events"),
          new Guard(
              MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
              v -> upTo(v, 5),
              "above 5 a retry reorders events"),
          new Guard(RETRIES_CONFIG, v -> !v.equals("0"), "a broker's restart fails the pipe"));

  private ProducerSettings() {}

  /**
   * Completes what the user set.
   *
   * @throws ConfigurationException when a setting is missing, unsafe or not the user's to choose
   */
  static Map<String, Object> of(KafkaSinkConfig config, MemoryBounds memory) {
    Map<String, Object> settings = new HashMap<>(DEFAULTS);
    settings.put(BUFFER_MEMORY_CONFIG, Long.toString(memory.buffer()));
    settings.put(BATCH_SIZE_CONFIG, Integer.toString(memory.batchSize()));
    config.producer().forEach((name, value) -> settings.put(name, value.strip()));
    if (settings.get(BOOTSTRAP_SERVERS_CONFIG) == null) {
      throw new ConfigurationException(
          "producer.bootstrap.servers is not set: expected the brokers as host:port,host:port");
    }
    if (!config.allowUnsafeProducer()) {
      GUARDS.forEach(guard -> check(guard, settings));
    }
    reserve(settings, KEY_SERIALIZER_CLASS_CONFIG, "keys are bytes already");
    reserve(settings, VALUE_SERIALIZER_CLASS_CONFIG, "values are bytes already");
    reserve(
        settings,
        TRANSACTIONAL_ID_CONFIG,
        "the publisher is at-least-once and uses no Kafka transactions");
    settings.put(KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    return settings;
  }

  private static void check(Guard guard, Map<String, Object> settings) {
    Object value = settings.get(guard.name);
    if (value != null && !guard.safe.test(value.toString())) {
      throw new ConfigurationException(
          "producer."
              + guard.name
              + "="
              + value
              + " is unsafe: "
              + guard.consequence
              + ". Remove it, or start with --allow-unsafe-producer");
    }
  }

  private static void reserve(Map<String, Object> settings, String name, String reason) {
    if (settings.containsKey(name)) {
      throw new ConfigurationException(
          "producer." + name + " cannot be set: " + reason + ". Remove it");
    }
  }

  private static boolean upTo(String value, int max) {
    try {
      return Integer.parseInt(value) <= max;
    } catch (NumberFormatException e) {
      return true; // Kafka's own check of the type says it better
    }
  }
}
