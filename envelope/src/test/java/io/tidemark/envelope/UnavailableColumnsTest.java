package io.tidemark.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UnavailableColumnsTest {
  private static final int ORDERS = 16384;
  private static final String HEADER = "__tidemark.unavailable";

  private final CollectingSink sink = new CollectingSink();

  private TestStream orders(String... settings) {
    TestStream stream = TestStream.ofShop(sink, Map.of(), settings);
    stream.relation(ORDERS, "orders", 'd', "id!23", "note 25", "rest 25");
    stream.begin(700);
    return stream;
  }

  @Test
  void listsThemInAHeaderIfAsked() {
    TestStream stream = orders("unavailable.value.header", HEADER);
    stream.update(ORDERS, ' ', new String[0], "7", TestStream.UNCHANGED, TestStream.UNCHANGED);
    stream.update(
        ORDERS, ' ', new String[0], "7", "__debezium_unavailable_value", TestStream.UNCHANGED);
    stream.update(ORDERS, ' ', new String[0], "7", "a", "b");
    stream.delete(ORDERS, 'K', "7", null, null);

    assertThat(sink.envelopes)
        .extracting(UnavailableColumnsTest::headers)
        .containsExactly(
            List.of(HEADER + "=[\"note\",\"rest\"]"),
            List.of(HEADER + "=[\"rest\"]"),
            List.of(),
            List.of(),
            List.of());
  }

  @Test
  void hasNoHeaderUnlessAsked() {
    orders().update(ORDERS, ' ', new String[0], "7", TestStream.UNCHANGED, "b");

    assertThat(sink.only().headers()).isEmpty();
    assertThat(new String(sink.only().value(), UTF_8))
        .contains("\"after\":{\"id\":7,\"note\":\"__debezium_unavailable_value\",\"rest\":\"b\"}");
  }

  @Test
  void leavesThemOutAndListsThem() {
    orders("unavailable.value.handling", "omit", "unavailable.value.header", HEADER)
        .update(ORDERS, ' ', new String[0], "7", TestStream.UNCHANGED, "b");

    assertThat(headers(sink.only())).containsExactly(HEADER + "=[\"note\"]");
    assertThat(new String(sink.only().value(), UTF_8))
        .contains("\"after\":{\"id\":7,\"rest\":\"b\"}");
  }

  @Test
  void describesTheHeaderInItsSchema() {
    orders("unavailable.value.header", HEADER, "value.converter.schemas.enable", "true")
        .update(ORDERS, ' ', new String[0], "7", TestStream.UNCHANGED, "b");

    assertThat(headers(sink.only()))
        .containsExactly(
            HEADER
                + "={\"schema\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"optional\":false},"
                + "\"optional\":false},\"payload\":[\"note\"]}");
  }

  private static List<String> headers(Envelope envelope) {
    return envelope.headers().stream()
        .map(header -> header.name() + "=" + new String(header.value(), UTF_8))
        .toList();
  }
}
