package io.tidemark.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.transforms.ByLogicalTableRouter;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.ReplicaIdentity;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Routes as Debezium's own transform does, which is the oracle here. */
final class LogicalTableRouterTest {
  private static final int TABLE = 16384;
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Map<String, String>> transforms() {
    String regex = "topic.regex";
    String replacement = "topic.replacement";
    return Stream.of(
        Map.of(regex, "(.*)\\.orders_\\d+", replacement, "$1.orders"),
        Map.of(regex, "orders_\\d+", replacement, "part of a topic is no match"),
        Map.of(
            regex,
            "(.*)\\.orders_\\d+",
            replacement,
            "$1.orders",
            "key.enforce.uniqueness",
            "false"),
        Map.of(
            regex,
            "(.*)\\.orders_(\\d+)",
            replacement,
            "$1.orders",
            "key.field.name",
            "shard",
            "key.field.regex",
            "(.*)_(\\d+)",
            "key.field.replacement",
            "$2"),
        Map.of(
            regex,
            "(.*)\\.orders_(\\d+)",
            replacement,
            "all",
            "key.field.regex",
            "nothing",
            "key.field.replacement",
            "so"));
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void topicAndKeyAreThoseOfDebeziumsTransform(Map<String, String> transform) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("topic.prefix", "shop");
    settings.put("key.converter.schemas.enable", "true");
    settings.put("transforms", "route");
    settings.put("transforms.route.type", "io.debezium.transforms.ByLogicalTableRouter");
    transform.forEach((name, value) -> settings.put("transforms.route." + name, value));
    CollectingSink sink = new CollectingSink();
    insert(DebeziumProperties.envelope(settings), sink, "orders_7");

    SourceRecord expected = debezium(transform, "shop.public.orders_7");
    assertThat(sink.only().topic()).isEqualTo(expected.topic());
    assertThat(JSON.readTree(sink.only().key())).isEqualTo(JSON.readTree(key(expected)));
  }

  /** Debezium's record before its transforms have the key's headers already. */
  @Test
  void headersOfKeyChangeHaveTheTablesOwnKey() {
    EnvelopeConfig config =
        EnvelopeConfig.builder("shop")
            .topics(
                TopicConfig.of("shop")
                    .withRouters(
                        List.of(
                            LogicalTableRouter.of(
                                Pattern.compile("(.*)\\.orders_\\d+"), "$1.orders"))))
            .build();
    CollectingSink sink = new CollectingSink();
    TestStream stream = table(config, sink, "orders_7");
    stream.update(TABLE, 'K', new String[] {"1"}, "2");

    Envelope delete = sink.envelopes.get(0);
    assertThat(new String(delete.key(), UTF_8))
        .isEqualTo("{\"id\":1,\"__dbz__physicalTableIdentifier\":\"shop.public.orders_7\"}");
    assertThat(delete.headers().get(0).value()).asString(UTF_8).isEqualTo("{\"id\":2}");
    assertThat(sink.envelopes.get(2).headers().get(0).value())
        .asString(UTF_8)
        .isEqualTo("{\"id\":1}");
  }

  @Test
  void twoTablesWithOneTopicByAccidentAreRefused() {
    EnvelopeConfig config = EnvelopeConfig.debeziumJson("shop");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> config.checkTopics(List.of(relation("a b"), relation("a_b"))))
        .withMessage(
            "tables public.a b and public.a_b both have the topic shop.public.a_b;"
                + " expected one topic each: rename or exclude one, or route them");
    config.checkTopics(List.of(relation("a_b"), relation("a_b"), relation("b")));
  }

  @Test
  void functionMayGiveTwoTablesOneTopicButNoIllegalOne() {
    TopicConfig one = TopicConfig.of("shop").withRouting(relation -> "shop.all");
    EnvelopeConfig.builder("shop")
        .topics(one)
        .build()
        .checkTopics(List.of(relation("a"), relation("b")));

    TopicConfig illegal = TopicConfig.of("shop").withRouting(Relation::name);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                EnvelopeConfig.builder("shop")
                    .topics(illegal)
                    .build()
                    .checkTopics(List.of(relation("a b"))))
        .withMessage(
            "table public.a b has the topic \"a b\"; expected 1 to 249 of letters, digits, dots,"
                + " hyphens and underscores");
  }

  @Test
  void namesWhatIsWrongWithTransform() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                DebeziumProperties.envelope(
                    Map.of(
                        "topic.prefix", "shop",
                        "transforms", "unwrap, route",
                        "transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState",
                        "transforms.route.type", "io.debezium.transforms.ByLogicalTableRouter",
                        "transforms.route.topic.regex", "(",
                        "transforms.other.topic.regex", "x")))
        .withMessage(
            "transforms.route.…=(: Unclosed group\ntransforms.other.topic.regex is not a setting of envelopes");
  }

  @Test
  void rowsAloneAreRoutedToo() {
    EnvelopeConfig config =
        DebeziumProperties.envelope(
            Map.of(
                "topic.prefix", "shop",
                "transforms", "route,unwrap",
                "transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState",
                "transforms.route.type", "io.debezium.transforms.ByLogicalTableRouter",
                "transforms.route.topic.regex", "(.*)_\\d+",
                "transforms.route.topic.replacement", "$1",
                "transforms.route.key.enforce.uniqueness", "false"));
    CollectingSink sink = new CollectingSink();
    insert(config, sink, "orders_7");
    assertThat(sink.only().topic()).isEqualTo("shop.public.orders");
    assertThat(sink.only().key()).asString(UTF_8).isEqualTo("{\"id\":1}");
    assertThat(sink.only().value()).asString(UTF_8).isEqualTo("{\"id\":1}");
  }

  private static void insert(EnvelopeConfig config, CollectingSink sink, String name) {
    table(config, sink, name).insert(TABLE, "1");
  }

  private static TestStream table(EnvelopeConfig config, CollectingSink sink, String name) {
    TestStream stream =
        new TestStream(new EnvelopeEncoder(config, new TestCatalog().notNull("id"), sink));
    stream.relation(TABLE, name, 'd', "id!23");
    stream.begin(700);
    return stream;
  }

  private static Relation relation(String name) {
    return new Relation(1, "public", name, ReplicaIdentity.DEFAULT, List.of());
  }

  private static SourceRecord debezium(Map<String, String> transform, String topic) {
    Schema schema =
        SchemaBuilder.struct().name(topic + ".Key").field("id", Schema.INT32_SCHEMA).build();
    SourceRecord record =
        new SourceRecord(
            Map.of(), Map.of(), topic, schema, new Struct(schema).put("id", 1), null, null);
    try (ByLogicalTableRouter<SourceRecord> router = new ByLogicalTableRouter<>()) {
      router.configure(transform);
      return router.apply(record);
    }
  }

  private static byte[] key(SourceRecord record) {
    try (JsonConverter converter = new JsonConverter()) {
      converter.configure(Map.of("schemas.enable", "true"), true);
      return converter.fromConnectData(record.topic(), record.keySchema(), record.key());
    }
  }
}
