package io.tidemark.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all topics of a shop from their beginning, and keeps what it read. Belongs to one thread.
 */
final class TopicReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ObjectMapper mapper = new ObjectMapper();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final List<Event> events = new ArrayList<>();

  TopicReader(Shop shop) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", shop.servers().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    partitions =
        Shop.TABLES.stream()
            .flatMap(
                table ->
                    IntStream.range(0, Shop.PARTITIONS)
                        .mapToObj(i -> new TopicPartition(shop.topic(table), i)))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads until there were so many events. */
  void readEvents(int count) {
    readUntil(count + " events", read -> read.size() >= count);
  }

  /** Counts events that it does not keep, until there were so many, for at most so long. */
  long countEvents(long count, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    long read = 0;
    while (read < count && System.nanoTime() < deadline) {
      read += consumer.poll(Duration.ofMillis(100)).count();
    }
    return read;
  }

  /** Reads for so long. */
  void readFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    readUntil("end of time", read -> System.nanoTime() >= end);
  }

  /** Reads until {@link Shop#mark} has arrived. */
  void readToMark(int id) {
    Change mark = new Change("markers", "{\"id\":" + id + "}", "c");
    readUntil("marker " + id, read -> read.stream().anyMatch(e -> e.change().equals(mark)));
  }

  /** Reads what there is now. */
  List<Event> readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    readUntil(
        "end of the topics",
        read -> partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p)));
    return events;
  }

  private void readUntil(String goal, Predicate<List<Event>> reached) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.test(events)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "not within " + PATIENCE + ": " + goal + "; read " + events.size() + " events");
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        events.add(event(record));
      }
    }
  }

  private Event event(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Event.of(
          new TopicPartition(record.topic(), record.partition()),
          new String(record.key(), UTF_8),
          mapper.readTree(record.value()));
    } catch (IOException e) {
      throw new UncheckedIOException(record.topic() + "@" + record.offset(), e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
