package io.tidemark.envelope.type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.envelope.type.TypeConfig.HstoreHandling;
import io.tidemark.envelope.type.TypeConfig.IntervalHandling;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One JSON for a value, from text and from binary: types that are more than a number or a text. */
final class StructuredEncodingTest {
  private static final TypeConfig UNKNOWN = TypeConfig.builder().includeUnknown(true).build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "int4range  | '[1,4]'                        | \"[1,5)\"",
        "int8range  | '(,9)'                         | \"(,9)\"",
        "numrange   | '[1.50,2.25]'                  | \"[1.50,2.25]\"",
        "daterange  | '[2024-02-28,2024-02-29]'      | \"[2024-02-28,2024-03-01)\"",
        "int4range  | 'empty'                        | \"empty\"",
        "tsrange    | '[2001-02-03 04:05:06.5,)'     | \"[\\\"2001-02-03 04:05:06.5\\\",)\"",
        "tstzrange  | '(,2001-02-03 04:05:06+03)'    | \"(,\\\"2001-02-03 01:05:06+00\\\")\"",
        "inet       | '10.1.2.3/8'                   | \"10.1.2.3/8\"",
        "inet       | '::1'                          | \"::1\"",
        "cidr       | '2001:db8::/32'                | \"2001:db8::/32\"",
        "macaddr    | '08002B010203'                 | \"08:00:2b:01:02:03\"",
        "macaddr8   | '08002B0102030405'             | \"08:00:2b:01:02:03:04:05\"",
        "point      | '(1.5,-2)' | {\"x\":1.5,\"y\":-2.0,\"wkb\":\"AQEAAAAAAAAAAAD4PwAAAAAAAADA\",\"srid\":null}",
        "ltree      | 'top.sub'                      | \"top.sub\"",
        "tsvector   | 'b:2 a:1A'                     | \"'a':1A 'b':2\"",
        "bit(1)     | B'1'                           | true",
        "bit(4)     | B'1010'                        | \"Cg==\"",
        "bit(9)     | B'100000001'                   | \"AQE=\"",
        "varbit(4)  | B''                            | \"\"",
        "int4[]     | '{1,NULL,-3}'                  | [1,null,-3]",
        "text[]     | '{\"a,b\",NULL,\"\"}'          | [\"a,b\",null,\"\"]",
        "int4range[]| '{\"[1,3)\",NULL}'             | [\"[1,3)\",null]",
        "interval   | '1 year 2 mons 3 days 04:05:06.5' | 37091106500000",
      })
  void writesOneJsonFromBothFormats(String type, String expression, String json) {
    ServerValue value = ServerValue.of(type, expression);

    assertThat(value.textJson(UNKNOWN)).isEqualTo(json);
    assertThat(value.binaryJson(UNKNOWN)).isEqualTo(json);
  }

  /** Types without a mapping are bytes of what the server prints. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "int4multirange | '{[1,3),[5,8)}'       | {[1,3),[5,8)}",
        "address        | ROW('a \"b\"', 7, '{x}') | (\"a \"\"b\"\"\",7,{x})",
        "tsquery        | 'a & !b'              | 'a' & !'b'",
        "pg_lsn         | '16/B374D848'         | 16/B374D848",
        "circle         | '<(1,2),3.5>'         | <(1.0,2.0),3.5>",
        "box            | '((2,2),(0,0))'       | (2.0,2.0),(0.0,0.0)",
      })
  void writesUnknownTypesAsTheirText(String type, String expression, String text) {
    ServerValue value = ServerValue.of(type, expression);
    String json = "\"" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "\"";

    assertThat(value.textJson(UNKNOWN)).isEqualTo(json);
    assertThat(value.binaryJson(UNKNOWN)).isEqualTo(json);
  }

  @Test
  void writesHstoreAsTextOrAsAMap() {
    ServerValue value = ServerValue.of("hstore", "'a=>1, b=>NULL'");
    TypeConfig map = TypeConfig.builder().hstores(HstoreHandling.MAP).build();

    assertThat(value.textJson(UNKNOWN)).isEqualTo("\"{\\\"a\\\":\\\"1\\\",\\\"b\\\":null}\"");
    assertThat(value.binaryJson(UNKNOWN)).isEqualTo(value.textJson(UNKNOWN));
    assertThat(value.textJson(map)).isEqualTo("{\"a\":\"1\",\"b\":null}");
    assertThat(value.binaryJson(map)).isEqualTo(value.textJson(map));
  }

  @Test
  void writesIntervalsInParts() {
    ServerValue value = ServerValue.of("interval", "'1 year 2 mons -3 days -04:05:06.5'");
    TypeConfig parts = TypeConfig.builder().intervals(IntervalHandling.STRING).build();

    assertThat(value.textJson(parts)).isEqualTo("\"P1Y2M-3DT-4H-5M-6.5S\"");
    assertThat(value.binaryJson(parts)).isEqualTo(value.textJson(parts));
  }
}
