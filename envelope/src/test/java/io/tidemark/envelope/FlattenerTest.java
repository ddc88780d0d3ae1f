package io.tidemark.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlattenerTest {
  private static final int ORDERS = 16384;

  private static final Map<String, String> UNWRAP =
      Map.of(
          "skipped.operations", "none",
          "transforms", "unwrap",
          "transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState");

  private final CollectingSink sink = new CollectingSink();

  private TestStream orders(String... settings) {
    TestStream stream = TestStream.ofShop(sink, UNWRAP, settings);
    stream.relation(ORDERS, "orders", 'f', "id!23", "note!25");
    stream.begin(700);
    return stream;
  }

  @Test
  void leavesTheNewRowAlone() {
    TestStream stream = orders();
    stream.insert(ORDERS, "7", "a \"}, b");
    stream.update(ORDERS, 'O', new String[] {"7", "a"}, "7", null);

    assertThat(sink.envelopes)
        .extracting(envelope -> text(envelope.value()))
        .containsExactly("{\"id\":7,\"note\":\"a \\\"}, b\"}", "{\"id\":7,\"note\":null}");
    assertThat(sink.operations()).containsExactly(Operation.CREATE, Operation.UPDATE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "drop                   | ''",
        "tombstone              | TOMBSTONE null",
        "delete-to-tombstone    | TOMBSTONE null",
        "rewrite                | DELETE {'id':7,'note':'a','__deleted':'true','__op':'d'}",
        "rewrite-with-tombstone | DELETE {'id':7,'note':'a','__deleted':'true','__op':'d'} TOMBSTONE null",
      },
      quoteCharacter = '~')
  void handlesDeletesAsAsked(String mode, String records) {
    TestStream stream =
        orders(
            "transforms.unwrap.delete.tombstone.handling.mode",
            mode,
            "transforms.unwrap.add.fields",
            "op");
    stream.delete(ORDERS, 'O', "7", "a");

    StringBuilder found = new StringBuilder();
    for (Envelope envelope : sink.envelopes) {
      assertThat(text(envelope.key())).isEqualTo("{\"id\":7}");
      found.append(envelope.operation()).append(' ').append(text(envelope.value())).append(' ');
    }
    assertThat(found.toString().strip().replace('"', '\''))
        .isEqualTo(records.equals("''") ? "" : records);
  }

  @Test
  void tellsThatRowsAreThereWhereDeletedOnesAreRewritten() {
    orders("transforms.unwrap.delete.tombstone.handling.mode", "rewrite").insert(ORDERS, "7", "a");

    assertThat(text(sink.only().value()))
        .isEqualTo("{\"id\":7,\"note\":\"a\",\"__deleted\":\"false\"}");
  }

  @Test
  void addsPartsOfTheEnvelopeToRowAndHeaders() {
    TestStream stream =
        orders(
            "transforms.unwrap.add.fields",
            "op, source.lsn, table:from, transaction.id",
            "transforms.unwrap.add.headers",
            "op,source.txId:tx",
            "transforms.unwrap.add.headers.prefix",
            "x-");
    long lsn = stream.lsn();
    stream.insert(ORDERS, "7", "a");

    assertThat(text(sink.only().value()))
        .isEqualTo(
            "{\"id\":7,\"note\":\"a\",\"__op\":\"c\",\"__source_lsn\":"
                + lsn
                + ",\"__from\":\"orders\",\"__transaction_id\":null}");
    assertThat(sink.only().headers())
        .extracting(header -> header.name() + "=" + text(header.value()))
        .containsExactly("x-op=\"c\"", "x-tx=700");
  }

  @Test
  void describesTheRowInItsSchema() {
    orders(
            "value.converter.schemas.enable",
            "true",
            "transforms.unwrap.delete.tombstone.handling.mode",
            "rewrite",
            "transforms.unwrap.add.fields",
            "source.snapshot")
        .insert(ORDERS, "7", null);

    assertThat(text(sink.only().value()))
        .isEqualTo(
            "{\"schema\":{\"type\":\"struct\",\"fields\":["
                + "{\"type\":\"int32\",\"optional\":true,\"field\":\"id\"},"
                + "{\"type\":\"string\",\"optional\":true,\"field\":\"note\"},"
                + "{\"type\":\"string\",\"optional\":true,\"field\":\"__deleted\"},"
                + "{\"type\":\"string\",\"optional\":true,\"name\":\"io.debezium.data.Enum\","
                + "\"version\":1,\"parameters\":{\"allowed\":\"true,first,first_in_data_collection,"
                + "last_in_data_collection,last,false,incremental\"},\"field\":\"__source_snapshot\"}],"
                + "\"optional\":false,\"name\":\"shop.public.orders.Value\"},"
                + "\"payload\":{\"id\":7,\"note\":null,\"__deleted\":\"false\","
                + "\"__source_snapshot\":\"false\"}}");
  }

  @Test
  void dropsTruncationsAndLeavesMessagesAsTheyAre() {
    TestStream stream = orders();
    stream.truncate(ORDERS);
    stream.message(true, "audit", "x");

    assertThat(sink.only().operation()).isEqualTo(Operation.MESSAGE);
    assertThat(text(sink.only().value())).startsWith("{\"op\":\"m\",");
  }

  @Test
  void givesATombstoneTheHeadersOfItsDelete() {
    orders(
            "transforms.unwrap.delete.tombstone.handling.mode",
            "rewrite-with-tombstone",
            "transforms.unwrap.add.headers",
            "source.txId,op")
        .delete(ORDERS, 'O', "7", "a");

    assertThat(sink.operations()).containsExactly(Operation.DELETE, Operation.TOMBSTONE);
    assertThat(sink.envelopes)
        .allSatisfy(
            envelope ->
                assertThat(envelope.headers())
                    .extracting(header -> header.name() + "=" + text(header.value()))
                    .containsExactly("__source_txId=700", "__op=\"d\""));
  }

  @Test
  void sendsARowWhereItSays() {
    TestStream stream = orders("transforms.unwrap.route.by.field", "note");
    stream.insert(ORDERS, "7", "eu");
    stream.insert(ORDERS, "8", "");
    stream.update(ORDERS, 'O', new String[] {"7", "eu"}, "7", null);
    stream.delete(ORDERS, 'O', "9", "us");

    assertThat(sink.envelopes)
        .extracting(Envelope::topic)
        .containsExactly("eu", "shop.public.orders", "shop.public.orders", "us");
  }

  @Test
  void refusesWhereKafkaCannotSendARow() {
    TestStream stream = orders("transforms.unwrap.route.by.field", "note");

    assertThatThrownBy(() -> stream.insert(ORDERS, "7", "a b"))
        .hasMessageContaining("table public.orders has the topic \"a b\"");
  }

  @Test
  void refusesATableThatDoesNotSayWhereItsRowsGo() {
    TestStream stream = orders("transforms.unwrap.route.by.field", "id");

    assertThatThrownBy(() -> stream.insert(ORDERS, "7", "a"))
        .hasMessageStartingWith("public.orders: route.by.field=id: expected a column");
  }

  @Test
  void refusesAPartThatEnvelopesDoNotHave() {
    assertThatThrownBy(() -> orders("transforms.unwrap.add.headers", "op,source.lsm"))
        .hasMessage(
            "transforms.unwrap.add.headers=op,source.lsm: expected op, ts_ms, ts_us, ts_ns, or a field"
                + " of source or transaction; found source.lsm");
  }

  private static String text(byte @Nullable [] json) {
    return json == null ? "null" : new String(json, UTF_8);
  }
}
