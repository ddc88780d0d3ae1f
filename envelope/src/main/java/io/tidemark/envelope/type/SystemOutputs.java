package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** The numbers that the system itself uses: OIDs, transaction IDs, places in tables and the WAL. */
final class SystemOutputs {
  private SystemOutputs() {}

  static TypeOutput of(String type) {
    return switch (type) {
      case "oid", "xid", "cid" -> SystemOutputs::unsigned;
      case "xid8" -> SystemOutputs::xid8;
      case "tid" -> SystemOutputs::tid;
      case "pg_lsn" -> SystemOutputs::lsn;
      case "pg_snapshot", "txid_snapshot" -> SystemOutputs::snapshot;
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static void unsigned(byte[] source, int offset, int length, JsonBuffer text) {
    Wire.require("oid", Integer.BYTES, length);
    text.number(Integer.toUnsignedLong(Wire.intAt(source, offset)));
  }

  private static void xid8(byte[] source, int offset, int length, JsonBuffer text) {
    Wire.require("xid8", Long.BYTES, length);
    TypeOutputs.ascii(Long.toUnsignedString(Wire.longAt(source, offset)), text);
  }

  /** {@code (block,item)}. */
  private static void tid(byte[] source, int offset, int length, JsonBuffer text) {
    Wire.require("tid", Integer.BYTES + Short.BYTES, length);
    text.raw('(').number(Integer.toUnsignedLong(Wire.intAt(source, offset))).raw(',');
    text.number(Wire.shortAt(source, offset + Integer.BYTES) & 0xffff).raw(')');
  }

  private static void lsn(byte[] source, int offset, int length, JsonBuffer text) {
    Wire.require("pg_lsn", Long.BYTES, length);
    TypeOutputs.ascii(hex(Wire.intAt(source, offset)), text);
    text.raw('/');
    TypeOutputs.ascii(hex(Wire.intAt(source, offset + Integer.BYTES)), text);
  }

  private static String hex(int half) {
    return Integer.toHexString(half).toUpperCase(java.util.Locale.ROOT);
  }

  /** Int32 count, Int64 xmin, Int64 xmax, then the xids: {@code xmin:xmax:xid,xid}. */
  private static void snapshot(byte[] source, int offset, int length, JsonBuffer text) {
    int count = length < Integer.BYTES ? 0 : Wire.intAt(source, offset);
    Wire.require("pg_snapshot", Integer.BYTES + (count + 2) * Long.BYTES, length);
    for (int i = 0; i < count + 2; i++) {
      if (i > 2) {
        text.raw(',');
      }
      text.number(Wire.longAt(source, offset + Integer.BYTES + i * Long.BYTES));
      if (i < 2) {
        text.raw(':');
      }
    }
  }
}
