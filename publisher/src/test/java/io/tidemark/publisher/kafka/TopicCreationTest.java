package io.tidemark.publisher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.publisher.ConfigurationException;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicCreationTest {
  private static final Map<String, String> SHOP =
      Map.of(
          "default.partitions", "3",
          "default.replication.factor", "3",
          "default.compression.type", "lz4",
          "default.retention.ms", "604800000",
          "default.retention.bytes", "1073741824",
          "groups", "orders",
          "orders.include", "shop\\.public\\.orders, shop\\.public\\.order_.*",
          "orders.exclude", ".*_archive",
          "orders.partitions", "6");

  @Test
  void firstGroupThatMatchesOverridesTheDefaultOne() {
    TopicCreation creation = TopicCreation.of(SHOP);
    NewTopic orders = creation.topic("shop.public.orders");
    assertThat(orders.numPartitions()).isEqualTo(6);
    assertThat(orders.replicationFactor()).isEqualTo((short) 3);
    assertThat(orders.configs())
        .containsOnly(
            Map.entry("compression.type", "lz4"),
            Map.entry("retention.ms", "604800000"),
            Map.entry("retention.bytes", "1073741824"));
    assertThat(creation.topic("shop.public.order_lines").numPartitions()).isEqualTo(6);
    assertThat(creation.topic("shop.public.order_archive").numPartitions()).isEqualTo(3);
    assertThat(creation.topic("shop.public.users").numPartitions()).isEqualTo(3);
  }

  @Test
  void brokerDecidesWhatNobodySays() {
    NewTopic topic = TopicCreation.of(Map.of("default.replication.factor", "-1")).topic("t");
    assertThat(topic.numPartitions()).isEqualTo(-1);
    assertThat(topic.replicationFactor()).isEqualTo((short) -1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "default.partitions | 0 | topic.creation.default.partitions=0: expected -1, or 1 to 2147483647",
        "default.replication.factor | 40000 | topic.creation.default.replication.factor=40000:"
            + " expected -1, or 1 to 32767",
        "order.partitions | 6 | topic.creation.order.partitions: expected the group default,"
            + " or one that topic.creation.groups names",
        "groups | orders | topic.creation.orders.include is not set: expected regular expressions of topics",
      })
  void namesSettingThatIsWrong(String name, String value, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> TopicCreation.of(Map.of(name, value)))
        .withMessage(message);
  }
}
