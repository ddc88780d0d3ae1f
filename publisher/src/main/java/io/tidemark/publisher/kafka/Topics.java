package io.tidemark.publisher.kafka;

import io.tidemark.publisher.SinkException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a topic exists before the first record goes there: the producer would wait for it
 * without end and without a word. Belongs to the thread that sends; {@link #close} to any.
 */
final class Topics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

  private final Admin admin;
  private final TopicCreation creation;
  private final Set<String> known = new HashSet<>();
  private String last = "";

  Topics(Admin admin, TopicCreation creation) {
    this.admin = admin;
    this.creation = creation;
  }

  /**
   * Returns once the topic exists and its leaders take records.
   *
   * @throws SinkException when it does not, and cannot be created
   */
  void ensure(String topic) {
    if (!topic.equals(last)) {
      if (!known.contains(topic)) {
        int partitions = partitions(topic);
        awaitServed(topic, partitions > 0 ? partitions : create(topic));
        known.add(topic);
      }
      last = topic;
    }
  }

  /** How many partitions the topic has; 0 when it does not exist. */
  private int partitions(String topic) {
    try {
      return await(topic, admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
          .mapToInt(description -> description.partitions().size())
          .sum();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return 0;
      }
      throw failed(topic, "cannot be described", e);
    }
  }

  private int create(String topic) {
    try {
      int partitions =
          await(topic, admin.createTopics(List.of(creation.topic(topic))).numPartitions(topic));
      LOG.info("Created topic {}", topic);
      return partitions;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return partitions(topic);
      }
      throw failed(topic, "does not exist and cannot be created", e);
    }
  }

  /**
   * A topic is announced before its leaders take records. A producer's first batch could be turned
   * away while its second is accepted: out of order, and then the first never fits in again. So
   * each leader is asked for its end, which it knows only once it serves the partition.
   */
  private void awaitServed(String topic, int partitions) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    try {
      await(topic, admin.listOffsets(ends).all());
    } catch (ExecutionException e) {
      throw failed(topic, "has partitions that no broker serves", e);
    }
  }

  private static <T> T await(String topic, KafkaFuture<T> answer) throws ExecutionException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(topic, "interrupted", e);
    }
  }

  private static SinkException failed(String topic, String found, Exception e) {
    return new SinkException(
        "Kafka topic %s %s: %s. Create it, or allow it to this user"
            .formatted(topic, found, Brokers.reason(e)),
        e);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
