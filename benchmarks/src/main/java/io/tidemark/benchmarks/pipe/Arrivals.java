package io.tidemark.benchmarks.pipe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Notes when each event reached a consumer. A thread of its own. */
final class Arrivals extends Thread {
  private static final Duration POLL = Duration.ofMillis(100);

  private final String bootstrapServers;
  private final TopicPartition partition;
  private final Timestamps timestamps;

  // Raised by another thread
  private volatile boolean enough;

  // Written by this thread
  private final AtomicLong count = new AtomicLong();

  Arrivals(String bootstrapServers, String topic, Timestamps timestamps) {
    super("arrivals");
    setDaemon(true);
    this.bootstrapServers = bootstrapServers;
    this.partition = new TopicPartition(topic, 0);
    this.timestamps = timestamps;
  }

  long count() {
    return count.get();
  }

  void stopAndJoin() {
    enough = true;
    try {
      join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the consumer ended", e);
    }
  }

  @Override
  public void run() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (!enough) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          timestamps.received(id(record.key()));
          count.lazySet(count.getPlain() + 1);
        }
      }
    }
  }

  /** The number in {@code {"id":17}}. */
  private static int id(byte[] key) {
    int id = 0;
    for (byte b : key) {
      if (b >= '0' && b <= '9') {
        id = id * 10 + b - '0';
      }
    }
    return id;
  }
}
