package io.tidemark.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.relational.TableId;
import io.debezium.schema.SchemaTopicNamingStrategy;
import io.debezium.schema.SchemaUnicodeTopicNamingStrategy;
import io.debezium.spi.topic.TopicNamingStrategy;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TopicNamingTest {
  private static final String[] NAMES = {
    "plain", "Tab le.Dot", "a_b-c", "größe", "Ключ", "语😀", "1", "x".repeat(260)
  };

  @ParameterizedTest
  @EnumSource
  void namesTopicsAsDebeziumsStrategyDoes(TopicNaming naming) {
    Properties properties = new Properties();
    properties.setProperty("topic.prefix", "shop");
    TopicNamingStrategy<?> strategy =
        naming == TopicNaming.SCHEMA
            ? new SchemaTopicNamingStrategy(properties)
            : new SchemaUnicodeTopicNamingStrategy(properties);
    for (String name : NAMES) {
      assertThat(naming.topic("shop.sch ema." + name))
          .isEqualTo(topic(strategy, new TableId("db", "sch ema", name)));
    }
  }

  @SuppressWarnings("unchecked") // the strategies take any table
  private static String topic(TopicNamingStrategy<?> strategy, TableId table) {
    return ((TopicNamingStrategy<TableId>) strategy).dataChangeTopic(table);
  }
}
