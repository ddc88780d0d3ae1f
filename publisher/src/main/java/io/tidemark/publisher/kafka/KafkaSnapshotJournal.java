package io.tidemark.publisher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.publisher.SinkException;
import io.tidemark.publisher.snapshot.SnapshotJournal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes down a snapshot's progress in a compacted topic of one partition, with {@code owner/entry}
 * for key. As durable as the topics of events have to be: without it a snapshot that was
 * interrupted would count as complete. Belongs to one thread.
 */
public final class KafkaSnapshotJournal implements SnapshotJournal {
  /** A record is a few hundred bytes, and the next waits for its acknowledgement. */
  private static final String BUFFER_BYTES = "1048576";

  /** Also where somebody else has made the topic with more of them. */
  private static final int PARTITION = 0;

  private final Map<String, Object> settings;
  private final String topic;
  private final Topics topics;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  private KafkaSnapshotJournal(Map<String, Object> settings, String topic, Topics topics) {
    this.settings = settings;
    this.topic = topic;
    this.topics = topics;
  }

  /**
   * Opens the journal, whose topic is created at the first entry when it does not exist.
   *
   * @throws SinkException when no broker answers within ten seconds
   */
  public static KafkaSnapshotJournal connect(KafkaSinkConfig config, String topic) {
    MemoryBounds memory =
        MemoryBounds.of(config.maxBytes(), config.producer(), Runtime.getRuntime().maxMemory());
    Map<String, Object> settings = ProducerSettings.of(config, memory);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, "16384");
    Admin admin = Brokers.connect(settings, Duration.ofSeconds(10));
    Durability durability = new Durability(config.requireDurable());
    return new KafkaSnapshotJournal(
        settings, topic, new Topics(admin, config.topics().compacted(), durability));
  }

  @Override
  public Map<String, String> read(String owner) {
    if (!topics.exists(topic)) {
      return Map.of();
    }
    Map<String, Object> reading = new HashMap<>(settings);
    reading.keySet().retainAll(ConsumerConfig.configNames());
    reading.keySet().removeIf(name -> name.endsWith("serializer"));
    Map<String, String> entries = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, PARTITION);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofSeconds(1))) {
          take(found, owner + "/", entries);
        }
      }
    } catch (KafkaException e) {
      throw failed(e);
    }
    return entries;
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> found, String prefix, Map<String, String> entries) {
    String key = new String(found.key(), UTF_8);
    if (key.startsWith(prefix) && found.value() != null) {
      entries.put(key.substring(prefix.length()), new String(found.value(), UTF_8));
    }
  }

  @Override
  public void write(String owner, String entry, String value) {
    byte[] key = (owner + "/" + entry).getBytes(UTF_8);
    try {
      producer().send(new ProducerRecord<>(topic, PARTITION, key, value.getBytes(UTF_8))).get();
    } catch (ExecutionException | KafkaException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    }
  }

  /** Most starts only read. */
  private KafkaProducer<byte[], byte[]> producer() {
    KafkaProducer<byte[], byte[]> open = producer;
    if (open == null) {
      topics.ensure(topic);
      open = new KafkaProducer<>(settings);
      producer = open;
    }
    return open;
  }

  private SinkException failed(Exception e) {
    String message =
        "Kafka topic %s, the progress of snapshots: %s. This user has to read and write it"
            .formatted(topic, Brokers.reason(e));
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    return SendFailure.of(cause) == SendFailure.PASSING
        ? new SinkException(message, e)
        : SinkException.permanent(message, e);
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
    }
    topics.close();
  }
}
