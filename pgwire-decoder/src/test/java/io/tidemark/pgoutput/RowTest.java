package io.tidemark.pgoutput;

import static io.tidemark.pgoutput.MessageBytes.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {
  private final TestDecoder decoder = TestDecoder.knowing(Orders.announced());

  private Row decoded(MessageBytes values) {
    return ((PgOutputMessage.Insert) decoder.decode(values)).row();
  }

  private static MessageBytes insert() {
    return message('I').int32(Orders.OID).byte1('N').int16(3);
  }

  @Test
  void equalsARowOfTheSameKindsAndBytes() {
    Row row = decoded(insert().text("7").nullValue().text(""));
    assertThat(row)
        .isEqualTo(Row.ofText("7", null, ""))
        .hasSameHashCodeAs(Row.ofText("7", null, ""));
  }

  @Test
  void differsWhenTheSameBytesAreCutElsewhere() {
    assertThat(Row.ofText("ab", "c")).isNotEqualTo(Row.ofText("a", "bc"));
  }

  @Test
  void tellsNullUnchangedAndEmptyApart() {
    Row unchanged = decoded(insert().text("7").unchanged().text(""));
    Row absent = decoded(insert().text("7").nullValue().text(""));
    Row empty = decoded(insert().text("7").text("").text(""));
    assertThat(List.of(unchanged, absent, empty)).doesNotHaveDuplicates();
  }

  @Test
  void tellsTextAndBinaryApart() {
    assertThat(decoded(insert().value('t', new byte[] {'1'}).nullValue().nullValue()))
        .isNotEqualTo(decoded(insert().value('b', new byte[] {'1'}).nullValue().nullValue()));
  }

  @Test
  void isItsOwnCopy() {
    Row row = Row.ofText("a");
    assertThat(row.copy()).isSameAs(row);
  }

  @Test
  void showsItsValuesToPeople() {
    assertThat(decoded(insert().binary("00ff").unchanged().nullValue()))
        .hasToString("(\\x00ff, UNCHANGED, NULL)");
    assertThat(Row.ofText()).hasToString("()");
  }

  @Test
  void refusesAColumnThatItDoesNotHave() {
    Row row = Row.ofText("a", "b");
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> row.kind(2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> row.length(2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> row.offset(-1));
  }
}
