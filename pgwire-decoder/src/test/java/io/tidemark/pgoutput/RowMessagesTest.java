package io.tidemark.pgoutput;

import static io.tidemark.pgoutput.MessageBytes.message;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowMessagesTest {
  private static final int OID = Orders.OID;

  private final TestDecoder decoder = TestDecoder.knowing(Orders.announced());

  @Test
  void decodesInsert() {
    assertThat(
            decoder.decode(
                message('I').int32(OID).byte1('N').int16(3).text("7").nullValue().text("1.50")))
        .isEqualTo(new PgOutputMessage.Insert(0, Orders.RELATION, Row.ofText("7", null, "1.50")));
  }

  @Test
  void decodesAnUpdateWithoutAnOldRow() {
    assertThat(
            decoder.decode(
                message('U').int32(OID).byte1('N').int16(3).text("7").text("").text("1")))
        .isEqualTo(
            new PgOutputMessage.Update(
                0, Orders.RELATION, new BeforeImage.None(), Row.ofText("7", "", "1")));
  }

  @Test
  void decodesAnUpdateThatChangedTheKey() {
    MessageBytes update =
        message('U')
            .int32(OID)
            .byte1('K')
            .int16(3)
            .text("6")
            .nullValue()
            .nullValue()
            .byte1('N')
            .int16(3)
            .text("7")
            .text("a")
            .text("1");
    assertThat(decoder.decode(update))
        .isEqualTo(
            new PgOutputMessage.Update(
                0,
                Orders.RELATION,
                new BeforeImage.Key(Row.ofText("6", null, null)),
                Row.ofText("7", "a", "1")));
  }

  @Test
  void decodesAnUpdateUnderReplicaIdentityFull() {
    MessageBytes update =
        message('U')
            .int32(OID)
            .byte1('O')
            .int16(3)
            .text("7")
            .text("b")
            .text("2")
            .byte1('N')
            .int16(3)
            .text("7")
            .text("a")
            .text("1");
    assertThat(decoder.decode(update))
        .isEqualTo(
            new PgOutputMessage.Update(
                0,
                Orders.RELATION,
                new BeforeImage.Full(Row.ofText("7", "b", "2")),
                Row.ofText("7", "a", "1")));
  }

  @Test
  void decodesADeleteByKey() {
    assertThat(
            decoder.decode(
                message('D').int32(OID).byte1('K').int16(3).text("7").nullValue().nullValue()))
        .isEqualTo(
            new PgOutputMessage.Delete(
                0, Orders.RELATION, new BeforeImage.Key(Row.ofText("7", null, null))));
  }

  @Test
  void decodesADeleteUnderReplicaIdentityFull() {
    assertThat(
            decoder.decode(
                message('D').int32(OID).byte1('O').int16(3).text("7").text("a").text("1")))
        .isEqualTo(
            new PgOutputMessage.Delete(
                0, Orders.RELATION, new BeforeImage.Full(Row.ofText("7", "a", "1"))));
  }

  @Test
  void keepsTheFourKindsOfValueApartWithinOneRow() {
    MessageBytes insert =
        message('I')
            .int32(OID)
            .byte1('N')
            .int16(3)
            .binary("0000000000000007")
            .unchanged()
            .text("1");
    Row row = ((PgOutputMessage.Insert) decoder.decode(insert)).row();
    assertThat(row.kind(0)).isEqualTo(ValueKind.BINARY);
    assertThat(row.kind(1)).isEqualTo(ValueKind.UNCHANGED);
    assertThat(row.kind(2)).isEqualTo(ValueKind.TEXT);
    assertThat(row).hasToString("(\\x0000000000000007, UNCHANGED, 1)");
    assertThat(row.isUnchanged(1)).isTrue();
    assertThat(row.isNull(1)).isFalse();
  }

  @Test
  void decodesARowOfAsManyColumnsAsPostgresAllows() {
    MessageBytes relation = message('R').int32(1).string("s").string("wide").byte1('d').int16(1600);
    MessageBytes insert = message('I').int32(1).byte1('N').int16(1600);
    String[] values = new String[1600];
    for (int i = 0; i < values.length; i++) {
      relation.int8(0).string("c" + i).int32(25).int32(-1);
      values[i] = "value " + i;
      insert.text(values[i]);
    }
    decoder.decode(relation);
    assertThat(((PgOutputMessage.Insert) decoder.decode(insert)).row())
        .isEqualTo(Row.ofText(values));
  }

  @Test
  void givesALaterAnnouncementToLaterRows() {
    PgOutputMessage again = decoder.decode(Orders.narrower(message('R')));
    Relation narrower = ((PgOutputMessage.RelationMessage) again).relation();
    assertThat(decoder.decode(message('I').int32(OID).byte1('N').int16(2).text("7").text("a")))
        .isEqualTo(new PgOutputMessage.Insert(0, narrower, Row.ofText("7", "a")));
  }
}
