package io.tidemark.publisher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.publisher.SinkException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What brokers answer that have no {@code min.insync.replicas} and may cache writes. */
class TopicsTest {
  private static final Map<String, String> CACHED = Map.of("write.caching", "true");
  private static final Map<String, String> FLUSHED = Map.of("write.caching", "false");

  @Test
  void redpandaTopicThatFlushesBeforeItAcknowledgesIsDurable() {
    required(new ScriptedAdmin(3, CACHED).topic("orders", FLUSHED)).check(Set.of("orders"));
  }

  @Test
  void redpandaTopicThatAcknowledgesBeforeItFlushesIsRefused() {
    Topics topics = required(new ScriptedAdmin(3, FLUSHED).topic("orders", CACHED));
    assertThatExceptionOfType(SinkException.class)
        .isThrownBy(() -> topics.check(Set.of("orders")))
        .withMessage(
            "Kafka topic orders: write.caching=true, expected false. Change the topic, or do not require durability")
        .satisfies(e -> assertThat(e.isPermanent()).isTrue());
  }

  /** The cluster's write_caching_default is what a topic that is created has. */
  @Test
  void clusterThatCachesWritesIsRefusedBeforeItCreatesTheTopic() {
    Topics topics = required(new ScriptedAdmin(3, CACHED));
    assertThatExceptionOfType(SinkException.class)
        .isThrownBy(() -> topics.check(Set.of("orders")))
        .withMessageContaining("write.caching=true, expected false");
  }

  @Test
  void clusterThatKeepsTooFewReplicasIsRefusedToo() {
    Topics topics = required(new ScriptedAdmin(1, FLUSHED));
    assertThatExceptionOfType(SinkException.class)
        .isThrownBy(() -> topics.check(Set.of("orders")))
        .withMessageContaining("replication factor 1, expected at least 3");
  }

  @Test
  void noneIsRefusedWhereDurabilityIsNotRequired() {
    new Topics(
            new ScriptedAdmin(1, CACHED).topic("orders", CACHED).admin(),
            TopicCreation.brokerDefaults(),
            new Durability(false))
        .check(Set.of("orders", "users"));
  }

  private static Topics required(ScriptedAdmin brokers) {
    return new Topics(brokers.admin(), TopicCreation.brokerDefaults(), new Durability(true));
  }
}
