package io.tidemark.examples.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The service at the far end: reads the topics with a plain Kafka consumer, prints each event,
 * keeps the state of each table, and measures how long a committed row took to get here. Belongs to
 * one thread.
 */
final class EventReader implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final EventPrinter printer;
  private final Ledger received;
  private final Map<String, TopicState> states = new TreeMap<>();
  private final LongStream.Builder latencyMicros = LongStream.builder();

  EventReader(String bootstrapServers, EventPrinter printer, Ledger received) {
    this.printer = printer;
    this.received = received;
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", "50"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Shop.TABLES.stream()
            .flatMap(table -> consumer.partitionsFor(Shop.topic(table)).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Shop.TABLES.forEach(table -> states.put(table, new TopicState()));
  }

  /** Takes what has arrived, waiting for it up to 100 ms. */
  void poll() {
    for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
      receive(message);
    }
  }

  private void receive(ConsumerRecord<byte[], byte[]> message) {
    long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    String table = message.topic().substring(message.topic().lastIndexOf('.') + 1);
    String key = message.key() == null ? "" : new String(message.key(), StandardCharsets.UTF_8);
    JsonNode envelope = parse(message.value());
    if (envelope == null) {
      printer.tombstone(message.topic(), key);
      return;
    }
    latencyMicros.add(now - envelope.at("/source/ts_us").asLong());
    String change = state(table).apply(key, envelope);
    printer.event(message.topic(), key, envelope, change);
    received.add(table, envelope.path("op").asText(), 1);
  }

  private static @Nullable JsonNode parse(byte @Nullable [] value) {
    try {
      return value == null ? null : JSON.readTree(value);
    } catch (IOException e) {
      throw new UncheckedIOException("an event that is not JSON", e);
    }
  }

  private TopicState state(String table) {
    TopicState state = states.get(table);
    if (state == null) {
      throw new IllegalStateException(
          "an event of table " + table + ", which the shop does not have");
    }
    return state;
  }

  /** The folded state of each table, by name. */
  Map<String, TopicState> states() {
    return states;
  }

  /** Microseconds from commit to receipt, one per event, ascending. */
  long[] latencies() {
    return latencyMicros.build().sorted().toArray();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
