package io.tidemark.benchmarks.pipe;

import io.tidemark.testing.TestKafka;
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

/** One Kafka broker in a process of its own. Belongs to one thread. */
final class Broker implements AutoCloseable {
  private static final int TOPICS_A_REQUEST = 1_000;

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

  void createTopics(List<String> names, int partitions) {
    for (int i = 0; i < names.size(); i += TOPICS_A_REQUEST) {
      List<String> some = names.subList(i, Math.min(names.size(), i + TOPICS_A_REQUEST));
      await(
          admin
              .createTopics(
                  some.stream().map(name -> new NewTopic(name, partitions, (short) 1)).toList())
              .all());
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
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the broker was asked", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker refused: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    try (kafka) {
      admin.close();
    }
  }
}
