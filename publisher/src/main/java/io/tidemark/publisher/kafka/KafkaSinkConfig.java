package io.tidemark.publisher.kafka;

import io.tidemark.publisher.ConfigurationException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a {@link KafkaSink} is made of. Immutable and thread-safe; starts as {@link #of}.
 *
 * <pre>{@code
 * KafkaSinkConfig config = KafkaSinkConfig.of(Map.of("bootstrap.servers", "localhost:9092"))
 *     .withDeadLetterTopic("shop.refused");
 * }</pre>
 *
 * @param producer Kafka's own producer settings; only {@code bootstrap.servers} has to be set
 * @param topics how to create topics that do not exist
 * @param allowUnsafeProducer accepts producer settings that may lose or reorder events
 * @param requireDurable refuses topics whose acknowledged events may not survive the loss of a
 *     broker; otherwise they are warned about
 * @param maxBytes bounds the memory of events that are not acknowledged: the producer's buffer and
 *     all that belongs to the records in flight; 0 for a quarter of the heap, at most 512 MiB
 * @param deadLetterTopic where a record goes that the brokers will never take, such as one that is
 *     too large; empty when it ends the sink
 */
public record KafkaSinkConfig(
    Map<String, String> producer,
    TopicCreation topics,
    boolean allowUnsafeProducer,
    boolean requireDurable,
    long maxBytes,
    String deadLetterTopic) {

  /**
   * Copies the map.
   *
   * @throws ConfigurationException when the bound is negative
   */
  public KafkaSinkConfig {
    producer = Map.copyOf(producer);
    if (maxBytes < 0) {
      throw new ConfigurationException(
          "max.queue.size.in.bytes=" + maxBytes + ": expected a number of bytes, or 0");
    }
  }

  /** Safe, bounded, with topics as the brokers create them, ending at a record that is refused. */
  public static KafkaSinkConfig of(Map<String, String> producer) {
    return new KafkaSinkConfig(producer, TopicCreation.brokerDefaults(), false, false, 0, "");
  }

  /** The same with these rules for topics that do not exist. */
  public KafkaSinkConfig withTopics(TopicCreation creation) {
    return new KafkaSinkConfig(
        producer, creation, allowUnsafeProducer, requireDurable, maxBytes, deadLetterTopic);
  }

  /** The same, taking producer settings that may lose or reorder events. */
  public KafkaSinkConfig withUnsafeProducer() {
    return new KafkaSinkConfig(producer, topics, true, requireDurable, maxBytes, deadLetterTopic);
  }

  /** The same, refusing topics that are not durable. */
  public KafkaSinkConfig withRequiredDurability() {
    return new KafkaSinkConfig(
        producer, topics, allowUnsafeProducer, true, maxBytes, deadLetterTopic);
  }

  /** The same with this bound of memory. */
  public KafkaSinkConfig withMaxBytes(long bytes) {
    return new KafkaSinkConfig(
        producer, topics, allowUnsafeProducer, requireDurable, bytes, deadLetterTopic);
  }

  /** The same, setting records aside that are refused. */
  public KafkaSinkConfig withDeadLetterTopic(String topic) {
    return new KafkaSinkConfig(
        producer, topics, allowUnsafeProducer, requireDurable, maxBytes, topic);
  }

  /** Without the producer's values, of which some are secret. */
  @Override
  public String toString() {
    return ("KafkaSinkConfig[producer=%s, topics=%s, allowUnsafeProducer=%s, requireDurable=%s, maxBytes=%d,"
            + " deadLetterTopic=%s]")
        .formatted(
            new TreeMap<>(producer).keySet(),
            topics,
            allowUnsafeProducer,
            requireDurable,
            maxBytes,
            deadLetterTopic);
  }
}
