package io.tidemark.benchmarks.pipe;

import io.tidemark.testing.TestKafka;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** One Kafka broker in a process of its own. Belongs to one thread. */
final class Broker implements AutoCloseable {
  private static final int TOPICS_A_REQUEST = 1_000;
  private static final Duration CREATION = Duration.ofMinutes(2);

  private final TestKafka kafka;
  private final Admin admin;

  private Broker(TestKafka kafka) {
    this.kafka = kafka;
    this.admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
  }

  static Broker start() {
    return new Broker(
        TestKafka.startProcess(
            Map.of("file.delete.delay.ms", "1000", "log.initial.task.delay.ms", "1000")));
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  long pid() {
    return kafka.pid();
  }

  /** Returns when the broker has them, which is a little later than the controller's answer. */
  void createTopics(List<String> names, int partitions) throws SQLException {
    for (int i = 0; i < names.size(); i += TOPICS_A_REQUEST) {
      List<String> some = names.subList(i, Math.min(names.size(), i + TOPICS_A_REQUEST));
      await(
          admin
              .createTopics(
                  some.stream().map(name -> new NewTopic(name, partitions, (short) 1)).toList())
              .all());
      Waiting.until("the broker has its topics", CREATION, () -> hasTopics(some));
    }
  }

  private boolean hasTopics(List<String> names) {
    try {
      admin.describeTopics(names).allTopicNames().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw refused(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  void deleteTopics(List<String> names) {
    await(admin.deleteTopics(names).all());
  }

  /** How many records the partitions hold: nothing is ever compacted, deleted or transactional. */
  long records(List<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    partitions.forEach(partition -> ends.put(partition, OffsetSpec.latest()));
    return await(admin.listOffsets(ends).all()).values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw refused(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException refused(ExecutionException e) {
    return new IllegalStateException("the broker refused: " + e.getCause(), e);
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while the broker was asked", e);
  }

  @Override
  public void close() {
    try (kafka) {
      admin.close();
    }
  }
}
