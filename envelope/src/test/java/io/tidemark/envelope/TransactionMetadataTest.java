package io.tidemark.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class TransactionMetadataTest {
  private static final int ORDERS = 16384;
  private static final int LINES = 16385;

  private final CollectingSink sink = new CollectingSink();

  private TestStream stream(Map<String, String> settings) {
    EnvelopeConfig config = DebeziumProperties.envelope(settings);
    TestStream stream = new TestStream(new EnvelopeEncoder(config, new TestCatalog(), sink));
    stream.relation(ORDERS, "orders", 'f', "id!23", "note!25");
    stream.relation(LINES, "lines", 'd', "id!23");
    stream.begin(700);
    return stream;
  }

  @Test
  void framesATransactionWithBeginAndEnd() {
    TestStream stream =
        stream(Map.of("topic.prefix", "shop", "provide.transaction.metadata", "true"));
    long begin = stream.lsn() - 8;
    stream.insert(ORDERS, "1", "a");
    stream.insert(LINES, "1");
    stream.insert(ORDERS, "2", "a");
    long end = stream.commit();

    Envelope first = sink.envelopes.get(0);
    assertThat(first.topic()).isEqualTo("shop.transaction");
    assertThat(text(first.key())).isEqualTo("{\"id\":\"700:" + begin + "\"}");
    assertThat(text(first.value()))
        .isEqualTo(
            ("{\"status\":\"BEGIN\",\"id\":\"700:%d\",\"event_count\":null,"
                    + "\"data_collections\":null,\"ts_ms\":1700000000123}")
                .formatted(begin));
    assertThat(text(sink.envelopes.get(4).value()))
        .isEqualTo(
            ("{\"status\":\"END\",\"id\":\"700:%d\",\"event_count\":3,\"data_collections\":["
                    + "{\"data_collection\":\"public.orders\",\"event_count\":2},"
                    + "{\"data_collection\":\"public.lines\",\"event_count\":1}],"
                    + "\"ts_ms\":1700000000123}")
                .formatted(end));
  }

  @Test
  void numbersEventsOfTheTransactionAndOfTheirTable() {
    TestStream stream =
        stream(Map.of("topic.prefix", "shop", "provide.transaction.metadata", "true"));
    long first = stream.lsn();
    stream.insert(ORDERS, "1", "a");
    stream.insert(LINES, "1");
    stream.insert(ORDERS, "2", "a");

    assertThat(sink.envelopes.subList(1, 4))
        .extracting(envelope -> text(envelope.value()))
        .map(value -> value.replaceAll(".*\"transaction\":(\\{[^}]*}).*", "$1"))
        .isEqualTo(List.of(block(first, 1, 1), block(first + 8, 2, 1), block(first + 16, 3, 2)));
  }

  private static String block(long lsn, int total, int collection) {
    return "{\"id\":\"700:%d\",\"total_order\":%d,\"data_collection_order\":%d}"
        .formatted(lsn, total, collection);
  }

  @Test
  void namesATableOnceAlthoughItsFirstEventWasTakenBack() {
    TestStream stream =
        stream(
            Map.of(
                "topic.prefix", "shop",
                "provide.transaction.metadata", "true",
                "skip.messages.without.change", "true"));
    stream.update(ORDERS, 'O', new String[] {"1", "a"}, "1", "a");
    stream.update(ORDERS, 'O', new String[] {"1", "a"}, "1", "b");
    stream.commit();

    assertThat(text(sink.envelopes.get(2).value()))
        .contains(
            "\"event_count\":1,\"data_collections\":"
                + "[{\"data_collection\":\"public.orders\",\"event_count\":1}]");
  }

  @Test
  void countsEachLogicalMessageAsACollectionOfItsOwn() {
    TestStream stream =
        stream(Map.of("topic.prefix", "shop", "provide.transaction.metadata", "true"));
    stream.message(true, "audit", "x");
    stream.message(true, "audit", "y");
    stream.commit();

    assertThat(text(sink.envelopes.get(2).value()))
        .contains("\"total_order\":2,\"data_collection_order\":1}");
    assertThat(text(sink.envelopes.get(3).value()))
        .contains(
            "\"event_count\":2,\"data_collections\":"
                + "[{\"data_collection\":\"message\",\"event_count\":1},"
                + "{\"data_collection\":\"message\",\"event_count\":1}]");
  }

  private static String text(byte[] json) {
    return new String(Objects.requireNonNull(json), UTF_8);
  }
}
