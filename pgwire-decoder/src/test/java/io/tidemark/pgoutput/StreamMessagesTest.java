package io.tidemark.pgoutput;

import static io.tidemark.pgoutput.MessageBytes.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol version 2: stream blocks, and the xid that messages have inside of them. */
class StreamMessagesTest {
  private static final String TIME = "2026-03-04T05:06:07.000008Z";

  private final TestDecoder decoder = new TestDecoder(2);

  @ParameterizedTest
  @CsvSource({"0, false", "1, true"})
  void decodesStreamStart(int first, boolean firstSegment) {
    assertThat(decoder.decode(message('S').xid(731).int8(first)))
        .isEqualTo(new PgOutputMessage.StreamStart(731, firstSegment));
  }

  @Test
  void decodesStreamStop() {
    decoder.decode(message('S').xid(731).int8(1));
    assertThat(decoder.decode(message('E'))).isEqualTo(new PgOutputMessage.StreamStop());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void decodesStreamCommit(int version) {
    MessageBytes commit = message('c').xid(731).int8(0).lsn("0/A").lsn("0/B").time(TIME);
    assertThat(new TestDecoder(version).decode(commit))
        .isEqualTo(
            new PgOutputMessage.StreamCommit(731, new Lsn(10), new Lsn(11), Instant.parse(TIME)));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void decodesAStreamAbortWithoutItsPosition(int version) {
    assertThat(new TestDecoder(version).decode(message('A').xid(731).xid(733)))
        .isEqualTo(new PgOutputMessage.StreamAbort(731, 733, Lsn.INVALID, Instant.EPOCH));
  }

  @Test
  void decodesTheStreamAbortOfParallelStreaming() {
    assertThat(new TestDecoder(4).decode(message('A').xid(731).xid(731).lsn("0/C").time(TIME)))
        .isEqualTo(new PgOutputMessage.StreamAbort(731, 731, new Lsn(12), Instant.parse(TIME)));
  }

  @Test
  void readsTheSubtransactionOfEachMessageInsideABlock() {
    decoder.decode(message('S').xid(731).int8(1));
    assertThat(decoder.decode(message('Y').xid(732).int32(16_400).string("s").string("mood")))
        .isEqualTo(new PgOutputMessage.Type(732, 16_400, "s", "mood"));
    assertThat(decoder.decode(Orders.announcedInBlock(733)))
        .isEqualTo(new PgOutputMessage.RelationMessage(733, Orders.RELATION));
    MessageBytes insert = message('I').xid(734).int32(Orders.OID).byte1('N').int16(3);
    assertThat(decoder.decode(insert.text("7").nullValue().nullValue()))
        .isEqualTo(new PgOutputMessage.Insert(734, Orders.RELATION, Row.ofText("7", null, null)));
    MessageBytes update = message('U').xid(735).int32(Orders.OID).byte1('N').int16(3);
    assertThat(decoder.decode(update.text("7").nullValue().nullValue()))
        .isEqualTo(
            new PgOutputMessage.Update(
                735, Orders.RELATION, new BeforeImage.None(), Row.ofText("7", null, null)));
    MessageBytes delete = message('D').xid(736).int32(Orders.OID).byte1('K').int16(3);
    assertThat(decoder.decode(delete.text("7").nullValue().nullValue()))
        .isEqualTo(
            new PgOutputMessage.Delete(
                736, Orders.RELATION, new BeforeImage.Key(Row.ofText("7", null, null))));
    assertThat(decoder.decode(message('T').xid(737).int32(1).int8(0).int32(Orders.OID)))
        .isEqualTo(new PgOutputMessage.Truncate(737, List.of(Orders.RELATION), false, false));
    assertThat(decoder.decode(message('M').xid(738).int8(1).lsn("0/A").string("p").int32(0)))
        .isEqualTo(new PgOutputMessage.Message(738, true, new Lsn(10), "p", new byte[0]));
  }

  /** pgoutput writes it right behind Stream Start, and without an xid. */
  @Test
  void decodesAnOriginInsideABlock() {
    decoder.decode(message('S').xid(731).int8(1));
    assertThat(decoder.decode(message('O').lsn("0/0").string("pg_16393")))
        .isEqualTo(new PgOutputMessage.Origin(Lsn.INVALID, "pg_16393"));
  }
}
