package io.tidemark.pgoutput;

import static io.tidemark.pgoutput.MessageBytes.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each wrong field says. */
class MalformedMessagesTest {
  private static final int OID = Orders.OID;

  private final TestDecoder decoder = TestDecoder.knowing(Orders.announced());

  private void refuses(MessageBytes message, String text) {
    refuses(decoder, message, text);
  }

  private static void refuses(TestDecoder decoder, MessageBytes message, String text) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> decoder.decode(message))
        .withMessage(text);
  }

  @Test
  void refusesAnEmptyMessage() {
    refuses(new MessageBytes(), "message: type declares 1 bytes, 0 remain");
  }

  @Test
  void refusesAnUnknownType() {
    refuses(message('Z'), "message: type: expected a message type of the manual, found 90 ('Z')");
    refuses(
        new MessageBytes().int8(0xff),
        "message: type: expected a message type of the manual, found 255");
  }

  @Test
  void refusesATruncatedField() {
    refuses(message('B').int32(0), "Begin: final LSN declares 8 bytes, 4 remain");
    refuses(message('D').int16(0), "Delete: relation OID declares 4 bytes, 2 remain");
    refuses(message('T').int32(0), "Truncate: options declares 1 bytes, 0 remain");
  }

  @Test
  void refusesBytesBehindTheLastField() {
    refuses(
        message('B').lsn("0/1").int64(0).xid(1).int16(0),
        "Begin: end of message: expected 0 further bytes, found 2");
    refuses(
        message('I').int32(OID).byte1('N').int16(3).nullValue().nullValue().nullValue().nullValue(),
        "Insert: end of message: expected 0 further bytes, found 1");
  }

  @Test
  void refusesFlagsThatTheProtocolDoesNotUse() {
    refuses(message('C').int8(1), "Commit: flags: expected 0, found 1");
    refuses(
        message('M').int8(2),
        "Message: flags: expected 0, or 1 for a transactional message, found 2");
    refuses(message('S').xid(1).int8(2), "Stream Start: first segment: expected 0 or 1, found 2");
    refuses(
        message('T').int32(0).int8(4),
        "Truncate: options: expected 1 for CASCADE, 2 for RESTART IDENTITY, or their sum, found 4");
    refuses(
        message('R')
            .int32(1)
            .string("s")
            .string("t")
            .byte1('d')
            .int16(1)
            .int8(2)
            .string("c")
            .int64(0),
        "Relation: column flags: expected 0, or 1 for a key column, found 2");
  }

  @Test
  void refusesATimeThatOverflowsMicroseconds() {
    refuses(
        message('B').lsn("0/1").int64(Long.MAX_VALUE).xid(1),
        "Begin: commit time: expected microseconds since 2000-01-01, found 9223372036854775807");
  }

  @Test
  void refusesAStringWithoutItsNul() {
    refuses(
        message('O').lsn("0/1").bytes((byte) 'a', (byte) 'b'),
        "Origin: origin name (a string without its final NUL) declares 3 bytes, 2 remain");
  }

  @Test
  void refusesAStringThatIsNotUtf8() {
    refuses(
        message('O').lsn("0/1").hex("61c300"), "Origin: origin name: expected UTF-8, found 195");
  }

  @Test
  void refusesAnUnknownReplicaIdentity() {
    refuses(
        message('R').int32(1).string("s").string("t").byte1('x').int16(0),
        "Relation: replica identity: expected d, n, f or i, found 120 ('x')");
  }

  @Test
  void refusesMoreColumnsThanTheRelationMessageHasRoomFor() {
    refuses(
        message('R').int32(1).string("s").string("t").byte1('d').int16(65_535).int64(0),
        "Relation: columns declares 655350 bytes, 8 remain");
  }

  @Test
  void refusesARowOfARelationThatWasNotAnnounced() {
    refuses(
        message('I').int32(-5).byte1('N').int16(0),
        "Insert: relation OID: expected one that a Relation message announced, found 4294967291");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 65, 65_535})
  void refusesAnotherColumnCountThanTheRelations(int count) {
    refuses(
        message('I').int32(OID).byte1('N').int16(count),
        "Insert: public.orders column count: expected 3 as announced, found " + count);
  }

  @Test
  void refusesAnUnknownTupleType() {
    refuses(message('I').int32(OID).byte1('K'), "Insert: tuple type: expected N, found 75 ('K')");
    refuses(
        message('U').int32(OID).byte1('X'),
        "Update: tuple type: expected K, O or N, found 88 ('X')");
    refuses(
        message('D').int32(OID).byte1('N'), "Delete: tuple type: expected K or O, found 78 ('N')");
    refuses(
        message('U').int32(OID).byte1('K').int16(3).nullValue().nullValue().nullValue().byte1('O'),
        "Update: tuple type: expected N, found 79 ('O')");
  }

  @Test
  void refusesAnUnknownKindOfValue() {
    refuses(
        message('I').int32(OID).byte1('N').int16(3).text("7").byte1('x'),
        "Insert: public.orders column 2 \"note\" kind: expected n, u, t or b, found 120 ('x')");
  }

  @Test
  void refusesARowThatEndsBeforeItsLastColumn() {
    refuses(
        message('I').int32(OID).byte1('N').int16(3).text("7").nullValue(),
        "Insert: public.orders column 3 \"total\" declares 1 bytes, 0 remain");
    refuses(
        message('I').int32(OID).byte1('N').int16(3).text("7").byte1('t').int16(0),
        "Insert: public.orders column 2 \"note\" declares 4 bytes, 2 remain");
  }

  @Test
  void refusesAValueThatIsLongerThanItsMessage() {
    refuses(
        message('I')
            .int32(OID)
            .byte1('N')
            .int16(3)
            .nullValue()
            .nullValue()
            .byte1('t')
            .int32(812)
            .bytes(new byte[40]),
        "Insert: public.orders column 3 \"total\" declares 812 bytes, 40 remain");
  }

  @Test
  void refusesANegativeLength() {
    refuses(
        message('I').int32(OID).byte1('N').int16(3).byte1('b').int32(-1),
        "Insert: public.orders column 1 \"id\" declares -1 bytes, 0 remain");
    refuses(
        message('M').int8(0).lsn("0/1").string("p").int32(-7),
        "Message: content declares -7 bytes, 0 remain");
  }

  @Test
  void refusesADeclaredGigabyteAtOnce() {
    int gigabyte = 1 << 30;
    refuses(
        message('I').int32(OID).byte1('N').int16(3).byte1('t').int32(gigabyte).bytes(new byte[20]),
        "Insert: public.orders column 1 \"id\" declares 1073741824 bytes, 20 remain");
    refuses(
        message('M').int8(0).lsn("0/1").string("p").int32(gigabyte).bytes(new byte[20]),
        "Message: content declares 1073741824 bytes, 20 remain");
    refuses(
        message('T').int32(gigabyte).int8(0).bytes(new byte[20]),
        "Truncate: relation OIDs declares 4294967296 bytes, 20 remain");
  }

  @Test
  void refusesATruncateOfANegativeNumberOfRelations() {
    refuses(message('T').int32(-1).int8(0), "Truncate: relation OIDs declares -4 bytes, 0 remain");
  }

  @Test
  void refusesATruncateWithMoreRelationsThanItCounts() {
    refuses(
        message('T').int32(1).int8(0).int32(OID).int32(OID),
        "Truncate: end of message: expected 0 further bytes, found 4");
  }

  @Test
  void refusesMessagesOfANewerProtocolThanAgreedUpon() {
    TestDecoder first = new TestDecoder(1);
    for (char type : "SEcA".toCharArray()) {
      refuses(
          first,
          message(type),
          name(type) + ": expected a message of protocol version 1, found one of version 2");
    }
    TestDecoder second = new TestDecoder(2);
    for (char type : "bPKrp".toCharArray()) {
      refuses(
          second,
          message(type),
          name(type) + ": expected a message of protocol version 2, found one of version 3");
    }
    refuses(
        new TestDecoder(3),
        message('A').xid(1).xid(1).lsn("0/1").int64(0),
        "Stream Abort: end of message: expected 0 further bytes, found 16");
  }

  private static String name(char type) {
    return switch (type) {
      case 'S' -> "Stream Start";
      case 'E' -> "Stream Stop";
      case 'c' -> "Stream Commit";
      case 'A' -> "Stream Abort";
      case 'b' -> "Begin Prepare";
      case 'P' -> "Prepare";
      case 'K' -> "Commit Prepared";
      case 'r' -> "Rollback Prepared";
      default -> "Stream Prepare";
    };
  }

  @Test
  void refusesATransactionsEndsInsideAStreamBlock() {
    decoder.decode(message('S').xid(1).int8(1));
    for (char type : "BCScAbPKrp".toCharArray()) {
      assertThatExceptionOfType(ProtocolException.class)
          .isThrownBy(() -> decoder.decode(message(type)))
          .withMessageEndingWith(": expected Stream Stop before it, found an open stream block");
    }
  }

  @Test
  void refusesAStreamStopWithoutABlock() {
    refuses(
        message('E'), "Stream Stop: expected Stream Start before it, found no open stream block");
  }

  @Test
  void namesThePlaceAndTheSizesForPrograms() {
    ProtocolException refused =
        catchThrowableOfType(
            ProtocolException.class,
            () ->
                decoder.decode(
                    message('I').int32(OID).byte1('N').int16(3).byte1('t').int32(9).int8(1)));
    assertThat(refused.messageType()).isEqualTo("Insert");
    assertThat(refused.field()).isEqualTo("public.orders column 1 \"id\"");
    assertThat(refused.declared()).isEqualTo(9);
    assertThat(refused.found()).isEqualTo(1);
  }

  @Test
  void carriesThePositionThatTheStreamAdds() {
    ProtocolException refused =
        catchThrowableOfType(ProtocolException.class, () -> decoder.decode(message('Z')));
    ProtocolException located = refused.at(Lsn.parse("0/16B3748"));
    assertThat(located)
        .hasMessage(
            "0/16B3748: message: type: expected a message type of the manual, found 90 ('Z')")
        .hasCause(refused);
    assertThat(located.found()).isEqualTo('Z');
  }

  @Test
  void refusesAProtocolVersionThatThereIsNot() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new PgOutputDecoder(0))
        .withMessage("protocol version 0: expected 1 to 4");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new PgOutputDecoder(5))
        .withMessage("protocol version 5: expected 1 to 4");
  }

  @Test
  void refusesASliceOutsideOfItsBuffer() {
    PgOutputDecoder plain = new PgOutputDecoder(1);
    RecordHandler ignored = new RecordHandler(message -> {});
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> plain.decode(new byte[10], 8, 3, ignored));
  }
}
