package io.tidemark.publisher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.tidemark.publisher.SinkException;
import io.tidemark.publisher.snapshot.SnapshotJournal;
import io.tidemark.testing.TestKafka;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class KafkaSnapshotJournalTest {
  private static final TestKafka KAFKA = TestKafka.shared();
  private static final KafkaSinkConfig CONFIG =
      KafkaSinkConfig.of(Map.of("bootstrap.servers", KAFKA.bootstrapServers()));

  @Test
  void keepsTheLastOfEachEntryOfASlot() {
    try (SnapshotJournal journal = open("journal.kept")) {
      assertThat(journal.read("one")).isEmpty();
      journal.write("one", "snapshot", "running");
      journal.write("one", "16397/0", "{\"to\":8192}");
      journal.write("one", "snapshot", "completed");
      journal.write("one_more", "snapshot", "running");
    }
    try (SnapshotJournal journal = open("journal.kept")) {
      assertThat(journal.read("one"))
          .containsOnly(entry("snapshot", "completed"), entry("16397/0", "{\"to\":8192}"));
      assertThat(journal.read("one_more")).containsOnly(entry("snapshot", "running"));
    }
  }

  @Test
  void topicIsCompactedAndHasOnePartition() throws Exception {
    KafkaSinkConfig config =
        CONFIG.withTopics(
            TopicCreation.of(
                Map.of(
                    "default.partitions", "3",
                    "default.cleanup.policy", "delete",
                    "default.max.message.bytes", "65536")));
    try (SnapshotJournal journal = KafkaSnapshotJournal.connect(config, "journal.topic");
        Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      journal.write("slot", "snapshot", "running");
      TopicDescription topic =
          admin.describeTopics(List.of("journal.topic")).allTopicNames().get().get("journal.topic");
      assertThat(topic.partitions()).hasSize(1);
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, "journal.topic");
      assertThat(admin.describeConfigs(List.of(resource)).all().get().get(resource).entries())
          .extracting(setting -> setting.name() + "=" + setting.value())
          .contains("cleanup.policy=compact", "max.message.bytes=65536");
    }
  }

  /** Such as one that an administrator made, with the cluster's defaults. */
  @Test
  void topicOfSeveralPartitionsKeepsEverythingToo() {
    KAFKA.createTopic("journal.partitions", 3);
    try (SnapshotJournal journal = open("journal.partitions")) {
      IntStream.range(0, 10).forEach(i -> journal.write("slot", "entry" + i, "done"));
    }
    try (SnapshotJournal journal = open("journal.partitions")) {
      assertThat(journal.read("slot")).hasSize(10);
    }
  }

  @Test
  void topicThatCannotBeCreatedIsNamed() {
    KafkaSinkConfig config =
        CONFIG.withTopics(TopicCreation.of(Map.of("default.replication.factor", "3")));
    assertThatExceptionOfType(SinkException.class)
        .isThrownBy(
            () -> {
              try (SnapshotJournal journal =
                  KafkaSnapshotJournal.connect(config, "journal.refused")) {
                journal.write("slot", "snapshot", "running");
              }
            })
        .withMessageStartingWith(
            "Kafka topic journal.refused does not exist and cannot be created: ")
        .withMessageEndingWith("Create it, or allow it to this user");
  }

  /** A snapshot whose progress is lost would count as complete. */
  @Test
  void topicThatMayLoseProgressIsRefusedWhereDurabilityIsRequired() {
    try (SnapshotJournal journal =
        KafkaSnapshotJournal.connect(CONFIG.withRequiredDurability(), "journal.weak")) {
      assertThatExceptionOfType(SinkException.class)
          .isThrownBy(() -> journal.write("shop/slot", "snapshot", "running"))
          .withMessageStartingWith(
              "Kafka topic journal.weak: replication factor 1, expected at least 3");
    }
  }

  private static SnapshotJournal open(String topic) {
    return KafkaSnapshotJournal.connect(CONFIG, topic);
  }
}
