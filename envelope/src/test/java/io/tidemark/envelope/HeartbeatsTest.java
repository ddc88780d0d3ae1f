package io.tidemark.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class HeartbeatsTest {
  private static final int ORDERS = 16384;
  private static final long NOW_NANOS = 1_700_000_001_123_456_789L;

  private final CollectingSink sink = new CollectingSink();

  private EnvelopeEncoder encoder(Map<String, String> settings) {
    return new EnvelopeEncoder(
        DebeziumProperties.envelope(settings), new TestCatalog(), sink, () -> NOW_NANOS);
  }

  @Test
  void hasDebeziumsTopicKeyAndValueAndNoHeaders() {
    encoder(Map.of("topic.prefix", "shop")).heartbeat();

    Envelope heartbeat = sink.only();
    assertThat(heartbeat.operation()).isEqualTo(Operation.HEARTBEAT);
    assertThat(heartbeat.topic()).isEqualTo("__debezium-heartbeat.shop");
    assertThat(text(heartbeat.key())).isEqualTo("{\"serverName\":\"shop\"}");
    assertThat(text(heartbeat.value())).isEqualTo("{\"ts_ms\":1700000001123}");
    assertThat(heartbeat.headers()).isEmpty();
  }

  @Test
  void carriesDebeziumsSchemas() {
    encoder(
            Map.of(
                "topic.prefix", "shop",
                "topic.heartbeat.prefix", "beat",
                "key.converter.schemas.enable", "true",
                "value.converter.schemas.enable", "true"))
        .heartbeat();

    assertThat(sink.only().topic()).isEqualTo("beat.shop");
    assertThat(text(sink.only().key()))
        .isEqualTo(
            "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"type\":\"string\",\"optional\":false,"
                + "\"field\":\"serverName\"}],\"optional\":false,"
                + "\"name\":\"io.debezium.connector.common.ServerNameKey\",\"version\":1},"
                + "\"payload\":{\"serverName\":\"shop\"}}");
    assertThat(text(sink.only().value()))
        .isEqualTo(
            "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"type\":\"int64\",\"optional\":false,"
                + "\"field\":\"ts_ms\"}],\"optional\":false,"
                + "\"name\":\"io.debezium.connector.common.Heartbeat\",\"version\":1},"
                + "\"payload\":{\"ts_ms\":1700000001123}}");
  }

  @Test
  void goesToTheTopicThatIsNamed() {
    encoder(Map.of("topic.prefix", "shop", "topic.heartbeat.name", "beats")).heartbeat();

    assertThat(sink.only().topic()).isEqualTo("beats");
  }

  @Test
  void takesNoOrdinalOfTheTransactionThatIsOpen() {
    EnvelopeEncoder encoder = encoder(Map.of("topic.prefix", "shop"));
    TestStream stream = new TestStream(encoder);
    stream.relation(ORDERS, "orders", 'd', "id!23");
    stream.begin(700);
    stream.insert(ORDERS, "1");
    encoder.heartbeat();
    stream.insert(ORDERS, "2");

    assertThat(sink.operations())
        .containsExactly(Operation.CREATE, Operation.HEARTBEAT, Operation.CREATE);
    assertThat(sink.envelopes)
        .extracting(envelope -> envelope.position().ordinal())
        .containsExactly(0L, 0L, 1L);
  }

  private static String text(byte[] json) {
    return new String(Objects.requireNonNull(json), UTF_8);
  }
}
