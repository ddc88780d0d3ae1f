package io.tidemark.pgoutput;

import static io.tidemark.pgoutput.MessageBytes.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** For whom a relation counts that was announced inside a stream block. */
class StreamBlockRelationsTest {
  private static final long XID = 731;

  private final TestDecoder decoder = new TestDecoder(4);

  private void block(long xid, MessageBytes... messages) {
    decoder.decode(message('S').xid(xid).int8(0));
    for (MessageBytes message : messages) {
      decoder.decode(message);
    }
    decoder.decode(message('E'));
  }

  private int columnsOf(MessageBytes insert) {
    return ((PgOutputMessage.Insert) decoder.decode(insert)).relation().columns().size();
  }

  private static MessageBytes threeColumns() {
    return message('I').int32(Orders.OID).byte1('N').int16(3).text("7").nullValue().nullValue();
  }

  private static MessageBytes twoColumns() {
    return message('I').int32(Orders.OID).byte1('N').int16(2).text("7").nullValue();
  }

  private static MessageBytes twoColumnsInBlock(long xid) {
    return message('I').xid(xid).int32(Orders.OID).byte1('N').int16(2).text("7").nullValue();
  }

  private static MessageBytes narrowerInBlock(long xid) {
    return Orders.narrower(message('R').xid(xid));
  }

  private static MessageBytes streamCommit(long xid) {
    return message('c').xid(xid).int8(0).lsn("0/A").lsn("0/B").int64(0);
  }

  private void refuses(MessageBytes insert) {
    assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> decoder.decode(insert));
  }

  @Test
  void isHiddenFromOthersUntilTheTransactionCommits() {
    decoder.decode(Orders.announced());
    block(XID, narrowerInBlock(XID));
    assertThat(columnsOf(threeColumns())).isEqualTo(3);
    decoder.decode(streamCommit(XID));
    assertThat(columnsOf(twoColumns())).isEqualTo(2);
  }

  @Test
  void countsInTheTransactionsLaterBlocks() {
    block(XID, narrowerInBlock(XID));
    block(XID, twoColumnsInBlock(XID + 1));
  }

  @Test
  void isHiddenFromAnotherTransactionsBlock() {
    block(XID, narrowerInBlock(XID));
    decoder.decode(message('S').xid(XID + 1).int8(1));
    refuses(twoColumnsInBlock(XID + 1));
  }

  @Test
  void goesWithAnAbort() {
    decoder.decode(Orders.announced());
    block(XID, narrowerInBlock(XID));
    decoder.decode(message('A').xid(XID).xid(XID));
    decoder.decode(streamCommit(XID));
    assertThat(columnsOf(threeColumns())).isEqualTo(3);
  }

  @Test
  void staysWhenOnlyASubtransactionAborts() {
    block(XID, narrowerInBlock(XID + 1));
    decoder.decode(message('A').xid(XID).xid(XID + 1));
    block(XID, twoColumnsInBlock(XID));
  }

  @Test
  void waitsForCommitPrepared() {
    block(XID, narrowerInBlock(XID));
    decoder.decode(message('p').int8(0).lsn("0/A").lsn("0/B").int64(0).xid(XID).string("g"));
    refuses(twoColumns());
    decoder.decode(message('K').int8(0).lsn("0/A").lsn("0/B").int64(0).xid(XID).string("g"));
    assertThat(columnsOf(twoColumns())).isEqualTo(2);
  }

  @Test
  void goesWithRollbackPrepared() {
    block(XID, narrowerInBlock(XID));
    decoder.decode(message('p').int8(0).lsn("0/A").lsn("0/B").int64(0).xid(XID).string("g"));
    decoder.decode(
        message('r').int8(0).lsn("0/A").lsn("0/B").int64(0).int64(0).xid(XID).string("g"));
    refuses(twoColumns());
  }

  /**
   * ALTER PUBLICATION … SET TABLE orders (id, note) commits while the streamed transaction is open;
   * the server has announced the narrower relation to everyone by then, and does not do it again
   * after the commit.
   */
  @Test
  void doesNotComeBackOverALaterAnnouncementToEveryone() {
    block(XID, Orders.announcedInBlock(XID));
    decoder.decode(Orders.narrower(message('R')));
    decoder.decode(streamCommit(XID));
    assertThat(columnsOf(twoColumns())).isEqualTo(2);
  }
}
