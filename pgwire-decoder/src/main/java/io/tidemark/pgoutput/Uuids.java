package io.tidemark.pgoutput;

import java.util.UUID;

/** Type uuid: 36 characters in text, 16 bytes in binary. */
final class Uuids {
  private static final int TEXT_LENGTH = 36;

  private Uuids() {}

  static UUID read(Tuple tuple, int column) {
    TypeOid.require(TypeOid.UUID, tuple, column, "uuid");
    byte[] bytes = tuple.buffer();
    int offset = tuple.offset(column);
    if (tuple.kind(column) == ValueKind.TEXT) {
      return text(tuple, column);
    }
    if (tuple.length(column) != 2 * Long.BYTES) {
      throw ColumnValueException.unreadable(tuple, column, "uuid");
    }
    return new UUID(
        WireReader.longAt(bytes, offset), WireReader.longAt(bytes, offset + Long.BYTES));
  }

  private static UUID text(Tuple tuple, int column) {
    if (tuple.length(column) != TEXT_LENGTH) {
      throw ColumnValueException.unreadable(tuple, column, "uuid");
    }
    byte[] bytes = tuple.buffer();
    int start = tuple.offset(column);
    long high = 0;
    long low = 0;
    for (int i = 0; i < TEXT_LENGTH; i++) {
      byte c = bytes[start + i];
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      int digit = Hex.digit(c);
      if (hyphen ? c != '-' : digit < 0) {
        throw ColumnValueException.unreadable(tuple, column, "uuid");
      }
      if (!hyphen && i < 18) {
        high = high << 4 | digit;
      } else if (!hyphen) {
        low = low << 4 | digit;
      }
    }
    return new UUID(high, low);
  }
}
