package io.tidemark.pgoutput;

import java.util.Arrays;

/** Type bytea: hex or escape format in text, the bytes themselves in binary. */
final class ByteStrings {
  private ByteStrings() {}

  static byte[] read(Tuple tuple, int column) {
    TypeOid.require(TypeOid.BYTEA, tuple, column, "bytea");
    byte[] bytes = tuple.buffer();
    int start = tuple.offset(column);
    int end = start + tuple.length(column);
    if (tuple.kind(column) == ValueKind.BINARY) {
      return Arrays.copyOfRange(bytes, start, end);
    }
    return end - start >= 2 && bytes[start] == '\\' && bytes[start + 1] == 'x'
        ? hex(tuple, column)
        : escape(tuple, column);
  }

  private static byte[] hex(Tuple tuple, int column) {
    byte[] bytes = tuple.buffer();
    int start = tuple.offset(column) + 2;
    int digits = tuple.length(column) - 2;
    byte[] value = new byte[digits / 2];
    int bad = digits & 1;
    for (int i = 0; i < value.length; i++) {
      int digit = Hex.digit(bytes[start + 2 * i]) << 4 | Hex.digit(bytes[start + 2 * i + 1]);
      bad |= digit & ~0xff;
      value[i] = (byte) digit;
    }
    if (bad != 0) {
      throw ColumnValueException.unreadable(tuple, column, "bytea");
    }
    return value;
  }

  /** A backslash is doubled or starts three octal digits; every other byte stands for itself. */
  private static byte[] escape(Tuple tuple, int column) {
    byte[] bytes = tuple.buffer();
    int at = tuple.offset(column);
    int end = at + tuple.length(column);
    byte[] value = new byte[end - at];
    int size = 0;
    while (at < end) {
      byte c = bytes[at++];
      if (c == '\\') {
        if (at < end && bytes[at] == '\\') {
          at++;
        } else {
          c = octal(tuple, column, at, end);
          at += 3;
        }
      }
      value[size++] = c;
    }
    return Arrays.copyOf(value, size);
  }

  private static byte octal(Tuple tuple, int column, int at, int end) {
    if (end - at >= 3) {
      byte[] bytes = tuple.buffer();
      int high = bytes[at] - '0';
      int middle = bytes[at + 1] - '0';
      int low = bytes[at + 2] - '0';
      if ((high & ~3) == 0 && (middle & ~7) == 0 && (low & ~7) == 0) {
        return (byte) (high << 6 | middle << 3 | low);
      }
    }
    throw ColumnValueException.unreadable(tuple, column, "bytea");
  }
}
