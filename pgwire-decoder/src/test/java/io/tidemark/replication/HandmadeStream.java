package io.tidemark.replication;

import static io.tidemark.pgoutput.MessageBytes.message;

import io.tidemark.fixtures.Transcript;
import io.tidemark.pgoutput.MessageBytes;
import io.tidemark.pgoutput.PgOutputDecoder;
import java.nio.file.Path;
import java.util.List;

/**
 * A server played by hand: messages about one table, {@code public.t (id int4 PRIMARY KEY, v
 * text)}, fed through a decoder and an assembler, each in a frame 1 byte after the last one's.
 */
final class HandmadeStream implements AutoCloseable {
  static final int T = 16_400;

  private final PgOutputDecoder decoder = new PgOutputDecoder(4);
  private final Transcript transcript = Transcript.withLsn();
  private final TransactionAssembler assembler;
  private long lsn = 0xF;
  private boolean inBlock;

  HandmadeStream(AssemblerConfig config) {
    assembler = new TransactionAssembler(transcript, config);
  }

  static HandmadeStream with(Path directory) {
    return new HandmadeStream(AssemblerConfig.builder().spillDirectory(directory).build());
  }

  TransactionAssembler assembler() {
    return assembler;
  }

  /** What came out downstream since the last call. */
  List<String> delivered() {
    return transcript.take();
  }

  @Override
  public void close() {
    assembler.close();
  }

  /** Feeds a message; its frame's LSN is 0/10, 0/11, and so on. */
  HandmadeStream feed(MessageBytes message) {
    byte[] bytes = message.toByteArray();
    assembler.onXLogData(++lsn, 0, 0);
    decoder.decode(bytes, 0, bytes.length, assembler);
    return this;
  }

  /** A change's start: its xid stands in it inside a stream block. */
  private MessageBytes change(char type, long xid) {
    return inBlock ? message(type).xid(xid) : message(type);
  }

  HandmadeStream begin(long xid) {
    return feed(message('B').lsn("0/C0").int64(0).xid(xid));
  }

  HandmadeStream commit() {
    return feed(message('C').int8(0).lsn("0/C0").lsn("0/C8").int64(0));
  }

  HandmadeStream start(long xid, boolean first) {
    feed(message('S').xid(xid).int8(first ? 1 : 0));
    inBlock = true;
    return this;
  }

  HandmadeStream stop() {
    feed(message('E'));
    inBlock = false;
    return this;
  }

  HandmadeStream streamCommit(long xid) {
    return feed(message('c').xid(xid).int8(0).lsn("0/C0").lsn("0/C8").int64(0));
  }

  HandmadeStream streamAbort(long xid, long subxid) {
    return feed(message('A').xid(xid).xid(subxid));
  }

  HandmadeStream beginPrepare(long xid, String gid) {
    return feed(prepared('b', xid, gid));
  }

  HandmadeStream prepare(long xid, String gid) {
    return feed(prepared('P', xid, gid));
  }

  HandmadeStream streamPrepare(long xid, String gid) {
    return feed(prepared('p', xid, gid));
  }

  HandmadeStream commitPrepared(long xid, String gid) {
    return feed(message('K').int8(0).lsn("0/D0").lsn("0/D8").int64(0).xid(xid).string(gid));
  }

  HandmadeStream rollbackPrepared(long xid, String gid) {
    return feed(
        message('r').int8(0).lsn("0/A8").lsn("0/D8").int64(0).int64(0).xid(xid).string(gid));
  }

  private static MessageBytes prepared(char type, long xid, String gid) {
    MessageBytes start = type == 'b' ? message(type) : message(type).int8(0);
    return start.lsn("0/A0").lsn("0/A8").int64(0).xid(xid).string(gid);
  }

  HandmadeStream relation(long xid) {
    return feed(columnV(change('R', xid).int32(T).string("public").string("t").byte1('d'), 2));
  }

  /** The table after ALTER TABLE t ADD COLUMN w text. */
  HandmadeStream widerRelation(long xid) {
    MessageBytes start = change('R', xid).int32(T).string("public").string("t").byte1('d');
    return feed(columnV(start, 3).int8(0).string("w").int32(25).int32(-1));
  }

  private static MessageBytes columnV(MessageBytes start, int columns) {
    return start
        .int16(columns)
        .int8(1)
        .string("id")
        .int32(23)
        .int32(-1)
        .int8(0)
        .string("v")
        .int32(25)
        .int32(-1);
  }

  HandmadeStream insert(long xid, int id, String v) {
    return feed(change('I', xid).int32(T).byte1('N').int16(2).text(Integer.toString(id)).text(v));
  }

  HandmadeStream widerInsert(long xid, int id) {
    return feed(
        change('I', xid)
            .int32(T)
            .byte1('N')
            .int16(3)
            .text(Integer.toString(id))
            .nullValue()
            .text("wide"));
  }

  /** An update with its old key. */
  HandmadeStream update(long xid, int oldId, int id, String v) {
    MessageBytes key = change('U', xid).int32(T).byte1('K').int16(2);
    key.text(Integer.toString(oldId)).nullValue();
    return feed(key.byte1('N').int16(2).text(Integer.toString(id)).text(v));
  }

  /** An update without an old row, whose value did not change. */
  HandmadeStream touch(long xid, int id) {
    MessageBytes start = change('U', xid).int32(T).byte1('N').int16(2);
    return feed(start.text(Integer.toString(id)).unchanged());
  }

  HandmadeStream delete(long xid, int id, String v) {
    MessageBytes start = change('D', xid).int32(T).byte1('O').int16(2);
    return feed(start.text(Integer.toString(id)).text(v));
  }

  HandmadeStream truncateCascade(long xid) {
    return feed(change('T', xid).int32(1).int8(1).int32(T));
  }

  HandmadeStream logicalMessage(long xid, boolean transactional, String hex) {
    MessageBytes start = change('M', xid).int8(transactional ? 1 : 0).lsn("0/77").string("app");
    return feed(start.int32(hex.length() / 2).hex(hex));
  }

  HandmadeStream type(long xid, int oid, String name) {
    return feed(change('Y', xid).int32(oid).string("public").string(name));
  }

  /** {@code public.m (mood mood)}, where the type's OID is 16500. */
  HandmadeStream relationWithType(long xid) {
    MessageBytes start = change('R', xid).int32(16_401).string("public").string("m").byte1('d');
    return feed(start.int16(1).int8(0).string("mood").int32(16_500).int32(-1));
  }

  HandmadeStream insertMood(long xid) {
    return feed(change('I', xid).int32(16_401).byte1('N').int16(1).text("happy"));
  }

  HandmadeStream origin(String name) {
    return feed(message('O').lsn("0/1").string(name));
  }
}
