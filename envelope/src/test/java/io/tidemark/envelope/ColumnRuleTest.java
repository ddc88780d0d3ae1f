package io.tidemark.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that change or leave out what some columns, tables and messages show. */
final class ColumnRuleTest {
  private static final int ORDERS = 16384;

  private final CollectingSink sink = new CollectingSink();

  private TestStream orders(String... settings) {
    TestStream stream = TestStream.ofShop(sink, Map.of(), settings);
    stream.relation(ORDERS, "orders", 'd', "id!23", "note 25", "total 1700");
    stream.begin(700);
    return stream;
  }

  private String after(TestStream stream, @Nullable String note) {
    stream.insert(ORDERS, "7", note, "1.5");
    String value = new String(Objects.requireNonNull(sink.only().value()), UTF_8);
    return value.replaceAll(".*\"after\":(.*),\"source\".*", "$1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "column.truncate.to.3.chars | öbcd | {\"id\":7,\"note\":\"öbc\",",
        "column.truncate.to.3.chars | ab   | {\"id\":7,\"note\":\"ab\",",
        "column.mask.with.4.chars   | x    | {\"id\":7,\"note\":\"****\",",
        "column.mask.with.0.chars   | x    | {\"id\":7,\"note\":\"\",",
        "column.mask.with.4.chars   |      | {\"id\":7,\"note\":\"****\",",
        "column.truncate.to.3.chars |      | {\"id\":7,\"note\":null,",
      })
  void changesTextsOnly(String rule, @Nullable String note, String start) {
    assertThat(after(orders(rule, "public.orders.(note|total|id)"), note))
        .isEqualTo(start + "\"total\":{\"scale\":1,\"value\":\"Dw==\"}}");
  }

  @Test
  void hashesSaltAndTextInTheSecondVersion() throws NoSuchAlgorithmException {
    String digest = digest("saltöb".getBytes(UTF_8));

    assertThat(after(orders("column.mask.hash.v2.SHA-256.with.salt.salt", ".*\\.note"), "öb"))
        .contains("\"note\":\"" + digest + "\"");
  }

  /** The first version digests a serialized Java string: AC ED 00 05 74, length, UTF-8. */
  @Test
  void hashesASerializedStringInTheFirstVersion() throws NoSuchAlgorithmException {
    byte[] serialized = {'s', 'a', 'l', 't', (byte) 0xac, (byte) 0xed, 0, 5, 0x74, 0, 2, 'a', 'b'};

    assertThat(after(orders("column.mask.hash.SHA-256.with.salt.salt", ".*\\.note"), "ab"))
        .contains("\"note\":\"" + digest(serialized) + "\"");
  }

  @Test
  void leavesNullUnhashed() {
    assertThat(after(orders("column.mask.hash.v2.MD5.with.salt.s", ".*\\.note"), null))
        .contains("\"note\":null");
  }

  /** In Debezium the first of the rules decides, and lets a hidden value through. */
  @Test
  void hidesAValueWhateverElseIsSaidOfItsColumn() {
    TestStream stream =
        orders(
            "column.truncate.to.3.chars", ".*\\.note",
            "column.mask.with.4.chars", ".*\\.note",
            "column.propagate.source.type", ".*");

    assertThat(after(stream, "abcdef")).startsWith("{\"id\":7,\"note\":\"****\",");
  }

  @Test
  void countsWhatNeedsAnEscapeAsOneCharacter() {
    assertThat(after(orders("column.truncate.to.3.chars", ".*\\.note"), "\"\u0001\\d"))
        .startsWith("{\"id\":7,\"note\":\"\\\"\\u0001\\\\\",");
  }

  @Test
  void keepsKeysAsTheyAreAlthoughTheColumnIsLeftOut() {
    assertThat(after(orders("column.exclude.list", "public.orders.(id|total)"), "a"))
        .isEqualTo("{\"note\":\"a\"}");
    assertThat(sink.only().key()).asString(UTF_8).isEqualTo("{\"id\":7}");
  }

  @Test
  void takesKeyColumnsFromTheSettings() {
    orders("message.key.columns", "public.ord.*:note,id").insert(ORDERS, "7", "a", "1.5");

    assertThat(sink.only().key()).asString(UTF_8).isEqualTo("{\"note\":\"a\",\"id\":7}");
  }

  @Test
  void takesAllKeyColumnsThatMatchInTheOrderOfTheSettings() {
    orders("message.key.columns", ".*:missing;public.orders:n.*,note;public.o.*:id")
        .insert(ORDERS, "7", "a", "1.5");

    assertThat(sink.only().key()).asString(UTF_8).isEqualTo("{\"note\":\"a\",\"id\":7}");
  }

  @Test
  void keepsThePrimaryKeyWhereNoKeyColumnMatches() {
    orders("message.key.columns", "public.orders:missing").insert(ORDERS, "7", "a", "1.5");

    assertThat(sink.only().key()).asString(UTF_8).isEqualTo("{\"id\":7}");
  }

  @Test
  void leavesTablesOut() {
    orders("table.exclude.list", "public.orders").insert(ORDERS, "7", "a", "1.5");

    assertThat(sink.envelopes).isEmpty();
  }

  @Test
  void choosesMessagesByTheirPrefix() {
    TestStream stream = orders("message.prefix.include.list", "audit.*,other");
    stream.message(true, "audit_log", "a");
    stream.message(true, "debug", "b");
    stream.message(false, "other", "c");

    assertThat(sink.envelopes)
        .extracting(envelope -> new String(Objects.requireNonNull(envelope.key()), UTF_8))
        .containsExactly("{\"prefix\":\"audit_log\"}", "{\"prefix\":\"other\"}");
  }

  private static String digest(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
