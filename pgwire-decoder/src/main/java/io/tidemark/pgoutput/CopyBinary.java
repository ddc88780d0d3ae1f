package io.tidemark.pgoutput;

import java.util.Arrays;

/**
 * The binary format of COPY.
 *
 * <pre>
 *   header    Byte11 PGCOPY\n\377\r\n\0, Int32 flags, Int32 n, n bytes of extension
 *   row       Int16 columns, then for each: Int32 length or -1 for NULL, bytes
 *   trailer   Int16 -1
 * </pre>
 */
final class CopyBinary {
  private static final String MESSAGE = "COPY binary";
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int EXTENSION_LENGTH = SIGNATURE.length + Integer.BYTES;
  private static final int FIXED_HEADER = EXTENSION_LENGTH + Integer.BYTES;

  private CopyBinary() {}

  /** Returns where the first row starts. */
  static int skipHeader(byte[] bytes, int offset, int limit, Relation relation) {
    if (limit - offset < FIXED_HEADER) {
      throw ProtocolException.truncated(
          MESSAGE, relation + " header", FIXED_HEADER, limit - offset);
    }
    int end = offset + SIGNATURE.length;
    if (!Arrays.equals(bytes, offset, end, SIGNATURE, 0, SIGNATURE.length)) {
      throw ProtocolException.invalid(
          MESSAGE, relation + " signature", "PGCOPY and its marks", bytes[offset]);
    }
    int extension = WireReader.intAt(bytes, offset + EXTENSION_LENGTH);
    int rest = limit - offset - FIXED_HEADER;
    if (extension < 0 || extension > rest) {
      throw ProtocolException.truncated(MESSAGE, relation + " header extension", extension, rest);
    }
    return offset + FIXED_HEADER + extension;
  }

  static boolean isTrailer(byte[] bytes, int offset, int length) {
    return length == Short.BYTES && WireReader.shortAt(bytes, offset) == -1;
  }

  static void read(byte[] bytes, int offset, int limit, Relation relation, WireTuple row) {
    int columns = relation.columns().size();
    if (limit - offset < Short.BYTES) {
      throw ProtocolException.truncated(
          MESSAGE, relation + " column count", Short.BYTES, limit - offset);
    }
    short found = WireReader.shortAt(bytes, offset);
    if (found != columns) {
      throw ProtocolException.invalid(
          MESSAGE, relation + " column count", columns + " as asked for", (long) found);
    }
    row.start(relation, bytes, columns);
    int position = offset + Short.BYTES;
    for (int i = 0; i < columns; i++) {
      if (limit - position < Integer.BYTES) {
        throw truncated(relation, i, Integer.BYTES, limit - position);
      }
      int length = WireReader.intAt(bytes, position);
      position += Integer.BYTES;
      if (length == -1) {
        row.set(i, (byte) 'n', position, 0);
        continue;
      }
      if (length < 0 || length > limit - position) {
        throw truncated(relation, i, length, limit - position);
      }
      row.set(i, (byte) 'b', position, length);
      position += length;
    }
    if (position != limit) {
      throw ProtocolException.invalid(
          MESSAGE, relation + " end of row", "no more bytes", (long) limit - position);
    }
  }

  private static ProtocolException truncated(
      Relation relation, int column, int declared, int remaining) {
    return ProtocolException.truncated(
        MESSAGE, WireReader.columnName(relation, column), declared, remaining);
  }
}
