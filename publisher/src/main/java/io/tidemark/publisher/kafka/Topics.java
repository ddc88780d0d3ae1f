package io.tidemark.publisher.kafka;

import io.tidemark.publisher.SinkException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a topic exists, and is as durable as it should be, before the first record goes
 * there: the producer would wait for it without end and without a word. Belongs to the thread that
 * sends; {@link #maxMessageBytes} and {@link #close} to any.
 */
final class Topics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** What a topic is like; without settings when the brokers keep them to themselves. */
  private record Topic(int partitions, int replicas, @Nullable Config config) {}

  private final Admin admin;
  private final TopicCreation creation;
  private final Durability durability;

  // The sending thread writes, others read
  private final Map<String, Topic> known = new ConcurrentHashMap<>();
  private String last = "";

  Topics(Admin admin, TopicCreation creation, Durability durability) {
    this.admin = admin;
    this.creation = creation;
    this.durability = durability;
  }

  /**
   * Returns once the topic exists and its leaders take records.
   *
   * @throws SinkException when it does not, and cannot be created, or is not durable enough
   */
  void ensure(String topic) {
    if (!topic.equals(last)) {
      if (!known.containsKey(topic)) {
        known.put(topic, find(topic));
      }
      last = topic;
    }
  }

  /**
   * Whether it is there; nothing is created.
   *
   * @throws SinkException when the brokers do not say
   */
  boolean exists(String topic) {
    return existing(topic).isPresent();
  }

  /**
   * Checks for durability those that exist, as they are, and the others as they would be created;
   * and those that this user may neither see nor create at their first record.
   *
   * @throws SinkException when one of them is not durable enough
   */
  void check(Set<String> names) {
    DescribeTopicsResult topics = admin.describeTopics(names);
    DescribeConfigsResult configs =
        admin.describeConfigs(names.stream().map(Topics::resource).toList());
    List<NewTopic> missing = new ArrayList<>();
    for (String name : new TreeSet<>(names)) {
      try {
        Topic topic = topic(name, topics, configs);
        durability.check(name, topic.replicas, topic.config);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException) {
          missing.add(creation.topic(name));
        } else if (!(e.getCause() instanceof AuthorizationException)) {
          throw failed(name, "cannot be described", e);
        }
      }
    }
    if (!missing.isEmpty()) {
      checkToCome(missing);
    }
  }

  private void checkToCome(List<NewTopic> missing) {
    CreateTopicsResult dryRun =
        admin.createTopics(missing, new CreateTopicsOptions().validateOnly(true));
    for (NewTopic topic : missing) {
      String name = topic.name();
      try {
        durability.check(
            name, await(name, dryRun.replicationFactor(name)), await(name, dryRun.config(name)));
      } catch (ExecutionException e) {
        LOG.debug("Topic {} would not be created, or not said how", name, e);
      }
    }
  }

  private Topic find(String name) {
    Topic topic = existing(name).orElseGet(() -> create(name));
    durability.check(name, topic.replicas, topic.config);
    awaitServed(name, topic.partitions);
    return topic;
  }

  private Optional<Topic> existing(String name) {
    try {
      return Optional.of(
          topic(
              name,
              admin.describeTopics(List.of(name)),
              admin.describeConfigs(List.of(resource(name)))));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw failed(name, "cannot be described", e);
    }
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static Topic topic(
      String name, DescribeTopicsResult topics, DescribeConfigsResult configs)
      throws ExecutionException {
    TopicDescription found = await(name, asked(topics.topicNameValues(), name));
    int replicas = found.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
    @Nullable Config config = readable(name, asked(configs.values(), resource(name)));
    return new Topic(found.partitions().size(), replicas, config);
  }

  private static <K, T> KafkaFuture<T> asked(Map<K, KafkaFuture<T>> answers, K key) {
    return Objects.requireNonNull(answers.get(key));
  }

  private static @Nullable Config readable(String name, KafkaFuture<Config> config)
      throws ExecutionException {
    try {
      return await(name, config);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return null;
      }
      throw e;
    }
  }

  private Topic create(String name) {
    CreateTopicsResult created = admin.createTopics(List.of(creation.topic(name)));
    try {
      await(name, created.all());
      LOG.info("Created topic {}", name);
      // Of the answer: the broker that is asked next may not have heard of the topic yet
      return new Topic(
          await(name, created.numPartitions(name)),
          await(name, created.replicationFactor(name)),
          await(name, created.config(name)));
    } catch (ExecutionException e) {
      // The answer has no details for a user who may not read settings
      if (e.getCause() instanceof TopicExistsException
          || e.getCause() instanceof AuthorizationException) {
        return existing(name)
            .orElseThrow(() -> failed(name, "does not exist and cannot be created", e));
      }
      throw failed(name, "does not exist and cannot be created", e);
    }
  }

  /** The largest batch of the topic, as text; empty when the broker did not say. */
  Optional<String> maxMessageBytes(String topic) {
    return Optional.ofNullable(known.get(topic))
        .map(Topic::config)
        .map(config -> config.get("max.message.bytes"))
        .map(ConfigEntry::value);
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
    long start = System.nanoTime();
    while (!served(topic, ends, System.nanoTime() - start < PATIENCE_NANOS)) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean served(String topic, Map<TopicPartition, OffsetSpec> ends, boolean patient) {
    try {
      await(topic, admin.listOffsets(ends).all());
      return true;
    } catch (ExecutionException e) {
      // The broker that was asked may not have heard of a new topic yet
      if (patient && e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
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
    String message =
        "Kafka topic %s %s: %s. Create it, or allow it to this user"
            .formatted(topic, found, Brokers.reason(e));
    return e.getCause() != null && SendFailure.of(e.getCause()) != SendFailure.PASSING
        ? SinkException.permanent(message, e)
        : new SinkException(message, e);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
