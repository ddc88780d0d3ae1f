package io.tidemark.pgoutput;

import static io.tidemark.pgoutput.MessageBytes.message;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fuzzer's seeds: one session for each part of the protocol, in the form of {@link
 * DecoderFuzz}.
 */
final class FuzzSessions {
  private static final int XID = 731;

  private FuzzSessions() {}

  /** By file name. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> sessions = new TreeMap<>();
    sessions.put("v1-rows", rows());
    sessions.put("v1-rest", rest());
    sessions.put("v2-streamed", streamed());
    sessions.put("v3-prepared", prepared());
    sessions.put("v4-parallel", parallel());
    return sessions;
  }

  private static byte[] session(int version, MessageBytes... messages) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(version - 1);
    for (MessageBytes message : messages) {
      byte[] content = message.toByteArray();
      bytes.write(content.length >>> 8);
      bytes.write(content.length);
      bytes.writeBytes(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] rows() {
    return session(
        1,
        message('B').lsn("0/16B3748").int64(0).xid(XID),
        Orders.announced(),
        message('I').int32(Orders.OID).byte1('N').int16(3).text("7").nullValue().text("1.50"),
        message('U').int32(Orders.OID).byte1('N').int16(3).text("7").unchanged().text("2"),
        message('U')
            .int32(Orders.OID)
            .byte1('K')
            .int16(3)
            .text("7")
            .nullValue()
            .nullValue()
            .byte1('N')
            .int16(3)
            .binary("0000000000000008")
            .text("x")
            .nullValue(),
        message('D').int32(Orders.OID).byte1('O').int16(3).text("8").text("x").nullValue(),
        message('C').int8(0).lsn("0/16B3748").lsn("0/16B3778").int64(0));
  }

  private static byte[] rest() {
    return session(
        1,
        message('O').lsn("0/1").string("pg_16393"),
        message('Y').int32(16_400).string("public").string("mood"),
        Orders.announced(),
        message('T').int32(1).int8(3).int32(Orders.OID),
        message('M').int8(1).lsn("0/2").string("app").int32(2).int16(0));
  }

  private static byte[] streamed() {
    return session(
        2,
        message('S').xid(XID).int8(1),
        Orders.announcedInBlock(XID),
        message('I')
            .xid(XID)
            .int32(Orders.OID)
            .byte1('N')
            .int16(3)
            .text("7")
            .nullValue()
            .nullValue(),
        message('E'),
        message('A').xid(XID).xid(XID + 1),
        message('c').xid(XID).int8(0).lsn("0/1").lsn("0/2").int64(0),
        message('D').int32(Orders.OID).byte1('K').int16(3).text("7").nullValue().nullValue());
  }

  private static byte[] prepared() {
    return session(
        3,
        message('b').lsn("0/1").lsn("0/2").int64(0).xid(XID).string("g"),
        message('P').int8(0).lsn("0/1").lsn("0/2").int64(0).xid(XID).string("g"),
        message('K').int8(0).lsn("0/3").lsn("0/4").int64(0).xid(XID).string("g"),
        message('r').int8(0).lsn("0/1").lsn("0/2").int64(0).int64(0).xid(XID).string("g"),
        message('p').int8(0).lsn("0/1").lsn("0/2").int64(0).xid(XID).string("g"));
  }

  private static byte[] parallel() {
    return session(
        4,
        message('S').xid(XID).int8(1),
        message('E'),
        message('A').xid(XID).xid(XID).lsn("0/1").int64(0));
  }
}
