package io.tidemark.pgoutput;

import static io.tidemark.pgoutput.MessageBytes.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Protocol version 3: prepared transactions. */
class TwoPhaseMessagesTest {
  private static final String TIME = "2026-03-04T05:06:07.000008Z";
  private static final String LATER = "2026-03-04T05:07:00Z";

  private final TestDecoder decoder = new TestDecoder(3);

  @Test
  void decodesBeginPrepare() {
    assertThat(
            decoder.decode(
                message('b').lsn("0/A").lsn("0/B").time(TIME).xid(731).string("order-7")))
        .isEqualTo(
            new PgOutputMessage.BeginPrepare(
                new Lsn(10), new Lsn(11), Instant.parse(TIME), 731, "order-7"));
  }

  @Test
  void decodesPrepare() {
    assertThat(
            decoder.decode(
                message('P').int8(0).lsn("0/A").lsn("0/B").time(TIME).xid(731).string("order-7")))
        .isEqualTo(
            new PgOutputMessage.Prepare(
                new Lsn(10), new Lsn(11), Instant.parse(TIME), 731, "order-7"));
  }

  @Test
  void decodesCommitPrepared() {
    assertThat(
            decoder.decode(
                message('K').int8(0).lsn("0/A").lsn("0/B").time(TIME).xid(731).string("order-7")))
        .isEqualTo(
            new PgOutputMessage.CommitPrepared(
                new Lsn(10), new Lsn(11), Instant.parse(TIME), 731, "order-7"));
  }

  @Test
  void decodesRollbackPrepared() {
    MessageBytes rollback =
        message('r')
            .int8(0)
            .lsn("0/A")
            .lsn("0/B")
            .time(TIME)
            .time(LATER)
            .xid(731)
            .string("order-7");
    assertThat(decoder.decode(rollback))
        .isEqualTo(
            new PgOutputMessage.RollbackPrepared(
                new Lsn(10),
                new Lsn(11),
                Instant.parse(TIME),
                Instant.parse(LATER),
                731,
                "order-7"));
  }

  @Test
  void decodesStreamPrepare() {
    assertThat(
            decoder.decode(
                message('p').int8(0).lsn("0/A").lsn("0/B").time(TIME).xid(731).string("order-7")))
        .isEqualTo(
            new PgOutputMessage.StreamPrepare(
                new Lsn(10), new Lsn(11), Instant.parse(TIME), 731, "order-7"));
  }
}
