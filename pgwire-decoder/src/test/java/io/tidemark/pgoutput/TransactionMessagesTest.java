package io.tidemark.pgoutput;

import static io.tidemark.pgoutput.MessageBytes.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages of protocol version 1 that carry no row. */
class TransactionMessagesTest {
  private static final String TIME = "2026-03-04T05:06:07.000008Z";

  private final TestDecoder decoder = new TestDecoder(1);

  @Test
  void decodesBegin() {
    assertThat(decoder.decode(message('B').lsn("0/16B3748").time(TIME).xid(731)))
        .isEqualTo(new PgOutputMessage.Begin(Lsn.parse("0/16B3748"), Instant.parse(TIME), 731));
  }

  @Test
  void widensAnXidAboveTwoToThe31() {
    assertThat(decoder.decode(message('B').lsn("0/1").time(TIME).int32(-1)))
        .isEqualTo(new PgOutputMessage.Begin(new Lsn(1), Instant.parse(TIME), 4_294_967_295L));
  }

  @Test
  void decodesATimeBefore2000() {
    assertThat(decoder.decode(message('B').lsn("0/1").int64(-1).xid(1)))
        .isEqualTo(
            new PgOutputMessage.Begin(new Lsn(1), Instant.parse("1999-12-31T23:59:59.999999Z"), 1));
  }

  @Test
  void decodesCommit() {
    assertThat(decoder.decode(message('C').int8(0).lsn("0/16B3748").lsn("0/16B3778").time(TIME)))
        .isEqualTo(
            new PgOutputMessage.Commit(
                Lsn.parse("0/16B3748"), Lsn.parse("0/16B3778"), Instant.parse(TIME)));
  }

  @Test
  void decodesOrigin() {
    assertThat(decoder.decode(message('O').lsn("FFFFFFFF/FFFFFFFF").string("pg_16393")))
        .isEqualTo(new PgOutputMessage.Origin(new Lsn(-1), "pg_16393"));
  }

  @Test
  void decodesRelation() {
    assertThat(decoder.decode(Orders.announced()))
        .isEqualTo(new PgOutputMessage.RelationMessage(0, Orders.RELATION));
  }

  @Test
  void decodesARelationWithoutColumns() {
    assertThat(
            decoder.decode(message('R').int32(-2).string("s").string("empty").byte1('n').int16(0)))
        .isEqualTo(
            new PgOutputMessage.RelationMessage(
                0, new Relation(-2, "s", "empty", ReplicaIdentity.NOTHING, List.of())));
  }

  @ParameterizedTest
  @CsvSource({"d, DEFAULT", "n, NOTHING", "f, FULL", "i, INDEX"})
  void decodesEachReplicaIdentity(char tag, ReplicaIdentity identity) {
    PgOutputMessage decoded =
        decoder.decode(message('R').int32(1).string("s").string("t").byte1(tag).int16(0));
    assertThat(decoded)
        .isEqualTo(
            new PgOutputMessage.RelationMessage(0, new Relation(1, "s", "t", identity, List.of())));
    assertThat(identity.tag()).isEqualTo((byte) tag);
  }

  @Test
  void readsTheEmptyNamespaceAsPgCatalog() {
    assertThat(decoder.decode(message('R').int32(1).string("").string("t").byte1('d').int16(0)))
        .isEqualTo(
            new PgOutputMessage.RelationMessage(
                0, new Relation(1, "pg_catalog", "t", ReplicaIdentity.DEFAULT, List.of())));
    assertThat(decoder.decode(message('Y').int32(1).string("").string("money")))
        .isEqualTo(new PgOutputMessage.Type(0, 1, "pg_catalog", "money"));
  }

  @Test
  void decodesNamesOutsideOfAscii() {
    assertThat(decoder.decode(message('Y').int32(16_400).string("größe").string("温度🌡")))
        .isEqualTo(new PgOutputMessage.Type(0, 16_400, "größe", "温度🌡"));
  }

  @ParameterizedTest
  @CsvSource({"0, false, false", "1, true, false", "2, false, true", "3, true, true"})
  void decodesTruncateOptions(int options, boolean cascade, boolean restartIdentity) {
    decoder.decode(Orders.announced());
    assertThat(decoder.decode(message('T').int32(1).int8(options).int32(Orders.OID)))
        .isEqualTo(
            new PgOutputMessage.Truncate(0, List.of(Orders.RELATION), cascade, restartIdentity));
  }

  @Test
  void decodesATruncateOfSeveralRelationsInTheirOrder() {
    decoder.decode(Orders.announced());
    decoder.decode(message('R').int32(7).string("s").string("t").byte1('d').int16(0));
    Relation other = new Relation(7, "s", "t", ReplicaIdentity.DEFAULT, List.of());
    assertThat(decoder.decode(message('T').int32(2).int8(0).int32(7).int32(Orders.OID)))
        .isEqualTo(new PgOutputMessage.Truncate(0, List.of(other, Orders.RELATION), false, false));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true"})
  void decodesALogicalMessage(int flags, boolean transactional) {
    byte[] content = "ping".getBytes(StandardCharsets.UTF_8);
    assertThat(
            decoder.decode(
                message('M').int8(flags).lsn("1/A").string("app").int32(4).bytes(content)))
        .isEqualTo(new PgOutputMessage.Message(0, transactional, Lsn.parse("1/A"), "app", content));
  }

  @Test
  void decodesALogicalMessageWithoutContent() {
    assertThat(decoder.decode(message('M').int8(0).lsn("1/A").string("").int32(0)))
        .isEqualTo(new PgOutputMessage.Message(0, false, Lsn.parse("1/A"), "", new byte[0]));
  }
}
