package io.tidemark.envelope;

import static io.tidemark.envelope.TestStream.UNCHANGED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.envelope.EventConfig.FailureHandling;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvelopeEncoderTest {
  private static final int ORDERS = 16384;
  private static final long NOW_NANOS = 1_700_000_001_123_456_789L;

  private final CollectingSink sink = new CollectingSink();

  private TestStream stream(EnvelopeConfig config) {
    return new TestStream(
        new EnvelopeEncoder(config, new TestCatalog().notNull("note"), sink, () -> NOW_NANOS));
  }

  private TestStream orders(EnvelopeConfig config, char replicaIdentity) {
    TestStream stream = stream(config);
    String mark = replicaIdentity == 'f' ? "!" : " ";
    stream.relation(
        ORDERS, "orders", replicaIdentity, "id!23", "note" + mark + "25", "total" + mark + "1700");
    stream.begin(700);
    return stream;
  }

  private static EnvelopeConfig config() {
    return EnvelopeConfig.builder("shop").sourceVersion("1.2.3").runId("run").build();
  }

  private static EnvelopeConfig config(EventConfig events) {
    return EnvelopeConfig.builder("shop").events(events).build();
  }

  private static EventConfig skipping(Set<Operation> operations) {
    return new EventConfig(true, operations, false, false, false, FailureHandling.FAIL);
  }

  @Test
  void writesAnInsertWithEveryFieldInDebeziumsOrder() {
    TestStream stream = orders(config(), 'd');

    stream.insert(ORDERS, "7", "a \"b\"", "1.50");

    assertThat(sink.only().topic()).isEqualTo("shop.public.orders");
    assertThat(text(sink.only().key())).isEqualTo("{\"id\":7}");
    assertThat(text(sink.only().value()))
        .isEqualTo(
            "{\"before\":null,\"after\":{\"id\":7,\"note\":\"a \\\"b\\\"\",\"total\":{\"scale\":1,\"value\":\"Dw==\"}},"
                + "\"source\":{\"version\":\"1.2.3\",\"connector\":\"postgresql\",\"name\":\"shop\","
                + "\"ts_ms\":1700000000123,\"snapshot\":\"false\",\"db\":\"shop\","
                + "\"sequence\":\"[null,\\\"1016\\\"]\",\"ts_us\":1700000000123456,"
                + "\"ts_ns\":1700000000123456000,\"schema\":\"public\",\"table\":\"orders\",\"txId\":700,"
                + "\"lsn\":1016,\"xmin\":null,\"origin\":null,\"origin_lsn\":null},\"transaction\":null,"
                + "\"op\":\"c\",\"ts_ms\":1700000001123,\"ts_us\":1700000001123456,"
                + "\"ts_ns\":1700000001123456789}");
  }

  @Test
  void failsRatherThanWriteANullThatTheSchemaForbids() {
    EnvelopeConfig config =
        DebeziumProperties.envelope(
            Map.of(
                "topic.prefix", "shop",
                "event.converting.failure.handling.mode", "warn",
                "value.converter.schemas.enable", "true"));
    TestStream stream =
        new TestStream(new EnvelopeEncoder(config, new TestCatalog().notNull("total"), sink));
    stream.relation(ORDERS, "orders", 'd', "id!23", "total 1700");
    stream.begin(700);

    assertThatThrownBy(() -> stream.insert(ORDERS, "7", "NaN"))
        .isInstanceOf(ConversionException.class);
  }

  @Test
  void putsTheContextIntoHeaders() {
    orders(config(), 'd').insert(ORDERS, "7", "a", null);

    assertThat(sink.only().headers())
        .extracting(header -> header.name() + "=" + text(header.value()))
        .containsExactly(
            "__debezium.context.connectorLogicalName=\"shop\"",
            "__debezium.context.taskId=\"0\"",
            "__debezium.context.connectorName=\"postgresql\"",
            "__debezium.context.runId=\"run\"");
  }

  @Test
  void namesThePreviousCommitInTheSequence() {
    TestStream stream = orders(config(), 'd');
    long end = stream.commit();
    stream.begin(701);

    stream.insert(ORDERS, "7", "a", null);

    assertThat(value(0).at("/source/sequence").asText()).startsWith("[\"" + end + "\",");
  }

  @Test
  void turnsAKeyChangeIntoDeleteTombstoneAndCreate() {
    TestStream stream = orders(config(), 'd');

    stream.update(ORDERS, 'K', row("7", null, null), "8", "a", null);

    assertThat(sink.operations())
        .containsExactly(Operation.DELETE, Operation.TOMBSTONE, Operation.CREATE);
    assertThat(sink.envelopes)
        .extracting(e -> text(e.key()))
        .containsExactly("{\"id\":7}", "{\"id\":7}", "{\"id\":8}");
    assertThat(sink.envelopes.get(1).value()).isNull();
    assertThat(text(sink.envelopes.get(0).headers().get(0).value())).isEqualTo("{\"id\":8}");
    assertThat(sink.envelopes.get(1).headers().get(0).name()).isEqualTo("__debezium.newkey");
    assertThat(sink.envelopes.get(2).headers().get(0).name()).isEqualTo("__debezium.oldkey");
    assertThat(value(2).get("before").isNull()).isTrue();
    assertThat(value(0).at("/source/lsn").asLong())
        .isEqualTo(1016)
        .isEqualTo(value(2).at("/source/lsn").asLong());
  }

  @Test
  void fillsWhatAKeyImageLacks() {
    orders(config(), 'd').delete(ORDERS, 'K', "7", null, null);

    assertThat(value(0).get("before").toString())
        .isEqualTo("{\"id\":7,\"note\":\"\",\"total\":null}");
  }

  @Test
  void takesAnUnchangedValueFromTheFullOldRow() {
    TestStream stream = orders(config(), 'f');

    stream.update(ORDERS, 'O', row("7", "long", "1"), "7", UNCHANGED, "2");

    assertThat(value(0).at("/after/note").asText()).isEqualTo("long");
    assertThat(sink.only().operation()).isEqualTo(Operation.UPDATE);
  }

  @Test
  void putsThePlaceholderWhereTheStreamHasNoValue() {
    orders(config(), 'd').update(ORDERS, ' ', row(), "7", UNCHANGED, "2");

    assertThat(value(0).at("/after/note").asText()).isEqualTo("__debezium_unavailable_value");
    assertThat(value(0).get("before").isNull()).isTrue();
  }

  @Test
  void omitsAnUnavailableColumnWhenAsked() {
    EnvelopeConfig omit =
        EnvelopeConfig.builder("shop")
            .format(
                new FormatConfig(
                    new FormatConfig.Keys(false, false, false),
                    false,
                    false,
                    new FormatConfig.Unavailable(FormatConfig.UnavailableHandling.OMIT, ""),
                    new EnvelopeFormat.Full()))
            .build();

    orders(omit, 'd').update(ORDERS, ' ', row(), "7", UNCHANGED, null);

    assertThat(value(0).get("after").toString()).isEqualTo("{\"id\":7,\"total\":null}");
  }

  @Test
  void skipsOperations() {
    TestStream stream = orders(config(skipping(EnumSet.of(Operation.DELETE))), 'd');

    stream.delete(ORDERS, 'K', "7", null, null);
    stream.update(ORDERS, 'K', row("7", null, null), "8", "a", null);

    assertThat(sink.operations()).containsExactly(Operation.CREATE);
  }

  @Test
  void writesOneTruncateForEachTable() {
    TestStream stream = orders(config(skipping(Set.of())), 'd');

    stream.truncate(ORDERS, ORDERS);

    assertThat(sink.operations()).containsExactly(Operation.TRUNCATE, Operation.TRUNCATE);
    assertThat(sink.envelopes.get(0).key()).isNull();
  }

  @Test
  void writesALogicalMessageOutsideOfTransactions() {
    TestStream stream = stream(config());

    stream.message(false, "audit", "né");

    assertThat(sink.only().topic()).isEqualTo("shop.message");
    assertThat(text(sink.only().key())).isEqualTo("{\"prefix\":\"audit\"}");
    assertThat(value(0).at("/message/content").asText()).isEqualTo("bsOp");
    assertThat(value(0).at("/source/sequence").asText()).isEqualTo("[\"1000\",\"1000\"]");
    assertThat(sink.confirmable).containsExactly(1000L);
  }

  @Test
  void countsTheEventsOfATransaction() {
    TestStream stream = orders(config(), 'd');

    stream.insert(ORDERS, "7", "a", null);
    stream.delete(ORDERS, 'K', "7", null, null);
    long end = stream.commit();

    assertThat(sink.envelopes)
        .extracting(Envelope::position)
        .extracting(Position::ordinal)
        .containsExactly(0L, 1L, 2L);
    assertThat(sink.confirmable).containsExactly(end);
  }

  @Test
  void namesThePlaceOfAValueThatCannotBeWritten() {
    TestStream stream = orders(config(), 'd');

    assertThatThrownBy(() -> stream.insert(ORDERS, "7", "a", "NaN"))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("public.orders at 0/3F8: column \"total\"")
        .hasMessageContaining("NaN");
  }

  @Test
  void writesNullForSuchAValueWhenAskedToWarn() {
    EventConfig warn = new EventConfig(true, Set.of(), false, false, false, FailureHandling.WARN);

    orders(config(warn), 'd').insert(ORDERS, "7", "a", "NaN");

    assertThat(value(0).at("/after/total").isNull()).isTrue();
  }

  @Test
  void dropsAnUpdateWithoutChangeWhenAsked() {
    EventConfig events = new EventConfig(true, Set.of(), true, false, false, FailureHandling.FAIL);
    TestStream stream = orders(config(events), 'f');

    stream.update(ORDERS, 'O', row("7", "a", "1"), "7", "a", "1");
    stream.update(ORDERS, 'O', row("7", "a", "1"), "7", "b", "1");

    assertThat(sink.operations()).containsExactly(Operation.UPDATE);
  }

  private JsonNode value(int index) {
    try {
      return new ObjectMapper().readTree(text(sink.envelopes.get(index).value()));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String[] row(String... values) {
    return values;
  }

  private static String text(byte[] json) {
    return new String(json, UTF_8);
  }
}
