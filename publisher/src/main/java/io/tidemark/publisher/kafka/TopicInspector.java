package io.tidemark.publisher.kafka;

import io.tidemark.publisher.SinkException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the brokers about topics, and changes nothing. Thread-safe.
 *
 * <p>Each method waits for an answer for ten seconds at most, and throws {@link SinkException} when
 * there is none.
 */
public final class TopicInspector implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, Object> settings;
  private final TopicCreation creation;
  private final Admin admin;

  private TopicInspector(Map<String, Object> settings, TopicCreation creation) {
    this.settings = settings;
    this.creation = creation;
    this.admin = Brokers.connect(settings, PATIENCE);
  }

  /**
   * Connects as a sink would.
   *
   * @throws io.tidemark.publisher.ConfigurationException when a setting is wrong
   */
  public static TopicInspector connect(KafkaSinkConfig config) {
    MemoryBounds memory =
        MemoryBounds.of(config.maxBytes(), config.producer(), Runtime.getRuntime().maxMemory());
    Map<String, Object> settings = ProducerSettings.of(config, memory);
    return new TopicInspector(settings, config.topics());
  }

  /** How many brokers there are. */
  public int brokers() {
    try {
      return await(admin.describeCluster().nodes()).size();
    } catch (ExecutionException e) {
      throw Brokers.unreachable(settings, Brokers.reason(e), e);
    }
  }

  /**
   * The topic of that name; empty when there is none.
   *
   * @throws SinkException also when this user may not see it; then it is permanent
   */
  public Optional<TopicState> topic(String name) {
    DescribeTopicsOptions withRights =
        new DescribeTopicsOptions().includeAuthorizedOperations(true);
    try {
      TopicDescription topic =
          Objects.requireNonNull(
              await(admin.describeTopics(List.of(name), withRights).allTopicNames()).get(name));
      int replicas = topic.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
      return Optional.of(
          new TopicState(
              name,
              topic.partitions().size(),
              replicas,
              Durability.weaknesses(replicas, config(name)),
              may(topic, AclOperation.WRITE),
              may(topic, AclOperation.READ)));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      if (e.getCause() instanceof AuthorizationException) {
        throw SinkException.permanent("Kafka topic " + name + ": this user may not see it", e);
      }
      throw Brokers.unreachable(settings, Brokers.reason(e), e);
    }
  }

  private static boolean may(TopicDescription topic, AclOperation operation) {
    Set<AclOperation> allowed = topic.authorizedOperations();
    return allowed == null || allowed.contains(operation);
  }

  /** Null for a user who may not read settings, which a run does not need. */
  private @Nullable Config config(String topic) throws ExecutionException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      return await(admin.describeConfigs(List.of(resource)).all()).get(resource);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return null;
      }
      throw e;
    }
  }

  /** A topic of that name, were it created now; nothing is. */
  public PlannedTopic planned(String name) {
    return planned(creation.topic(name));
  }

  /** The topic of a {@link KafkaSnapshotJournal}, were it created now; nothing is. */
  public PlannedTopic plannedJournal(String name) {
    return planned(creation.compacted().topic(name));
  }

  private PlannedTopic planned(NewTopic topic) {
    String name = topic.name();
    CreateTopicsResult dryRun =
        admin.createTopics(List.of(topic), new CreateTopicsOptions().validateOnly(true));
    try {
      await(dryRun.all());
    } catch (ExecutionException e) {
      return new PlannedTopic.Refused(Brokers.reason(e));
    }
    try {
      int replicas = await(dryRun.replicationFactor(name));
      return new PlannedTopic.Accepted(
          Optional.of(
              new TopicState(
                  name,
                  await(dryRun.numPartitions(name)),
                  replicas,
                  Durability.weaknesses(replicas, await(dryRun.config(name))),
                  true,
                  true)));
    } catch (ExecutionException e) {
      return new PlannedTopic.Accepted(Optional.empty());
    }
  }

  private <T> T await(KafkaFuture<T> answer) throws ExecutionException {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw Brokers.unreachable(
          settings, "no broker answered within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Brokers.unreachable(settings, "interrupted", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
