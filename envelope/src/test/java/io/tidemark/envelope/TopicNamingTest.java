package io.tidemark.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.relational.TableId;
import io.debezium.schema.DefaultTopicNamingStrategy;
import io.debezium.schema.DefaultUnicodeTopicNamingStrategy;
import io.debezium.schema.SchemaTopicNamingStrategy;
import io.debezium.schema.SchemaUnicodeTopicNamingStrategy;
import io.debezium.spi.topic.TopicNamingStrategy;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.ReplicaIdentity;
import java.util.List;
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
        switch (naming) {
          case SCHEMA -> new SchemaTopicNamingStrategy(properties);
          case SCHEMA_UNICODE -> new SchemaUnicodeTopicNamingStrategy(properties);
          case TABLE -> new DefaultTopicNamingStrategy(properties);
          case TABLE_UNICODE -> new DefaultUnicodeTopicNamingStrategy(properties);
        };
    for (String name : NAMES) {
      Relation relation = new Relation(1, "sch ema", name, ReplicaIdentity.DEFAULT, List.of());

      assertThat(naming.topic("shop", ".", relation))
          .isEqualTo(topic(strategy, new TableId(null, "sch ema", name)));
    }
  }

  @SuppressWarnings("unchecked") // the strategies take any table
  private static String topic(TopicNamingStrategy<?> strategy, TableId table) {
    return ((TopicNamingStrategy<TableId>) strategy).dataChangeTopic(table);
  }
}
