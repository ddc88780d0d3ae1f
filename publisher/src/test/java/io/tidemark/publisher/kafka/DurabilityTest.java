package io.tidemark.publisher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.publisher.SinkException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;

class DurabilityTest {

  @Test
  void threeReplicasOfWhichTwoInSyncAreDurable() {
    Config kafka = config("min.insync.replicas", "2", "unclean.leader.election.enable", "false");
    assertThat(Durability.weaknesses(3, kafka)).isEmpty();
    assertThat(Durability.weaknesses(3, config("write.caching", "false")))
        .as("Redpanda, which has neither of the two")
        .isEmpty();
  }

  @Test
  void namesEachWeakness() {
    Config config =
        config(
            "min.insync.replicas", "1",
            "unclean.leader.election.enable", "true",
            "write.caching", "true");
    assertThat(Durability.weaknesses(1, config))
        .extracting(TopicWeakness::found)
        .containsExactly(
            "replication factor 1, expected at least 3",
            "min.insync.replicas=1, expected at least 2",
            "unclean.leader.election.enable=true, expected false",
            "write.caching=true, expected false");
    assertThat(Durability.weaknesses(1, config))
        .extracting(TopicWeakness::setting)
        .containsExactly(
            "replication.factor=3",
            "min.insync.replicas=2",
            "unclean.leader.election.enable=false",
            "write.caching=false");
  }

  @Test
  void refusesOnlyWhenRequired() {
    new Durability(false).check("t", 1, null);
    assertThatExceptionOfType(SinkException.class)
        .isThrownBy(() -> new Durability(true).check("t", 1, null))
        .withMessage(
            "Kafka topic t: replication factor 1, expected at least 3; its settings cannot be read,"
                + " expected the right DescribeConfigs. Change the topic, or do not require durability")
        .satisfies(e -> assertThat(e.isPermanent()).isTrue());
  }

  private static Config config(String... pairs) {
    return new Config(
        IntStream.range(0, pairs.length / 2)
            .mapToObj(i -> new ConfigEntry(pairs[2 * i], pairs[2 * i + 1]))
            .collect(Collectors.toList()));
  }
}
