package io.tidemark.publisher.kafka;

import io.tidemark.publisher.SinkException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
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
   * Returns once the topic exists.
   *
   * @throws SinkException when it does not, and cannot be created
   */
  void ensure(String topic) {
    if (!topic.equals(last)) {
      if (!known.contains(topic)) {
        if (!exists(topic)) {
          create(topic);
        }
        known.add(topic);
      }
      last = topic;
    }
  }

  private boolean exists(String topic) {
    try {
      await(topic, admin.describeTopics(List.of(topic)).allTopicNames());
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw failed(topic, "cannot be described", e);
    }
  }

  private void create(String topic) {
    try {
      await(topic, admin.createTopics(List.of(creation.topic(topic))).all());
      LOG.info("Created topic {}", topic);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw failed(topic, "does not exist and cannot be created", e);
      }
    }
  }

  private static void await(String topic, KafkaFuture<?> answer) throws ExecutionException {
    try {
      answer.get();
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
