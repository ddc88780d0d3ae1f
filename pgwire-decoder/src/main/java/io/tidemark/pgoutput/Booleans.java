package io.tidemark.pgoutput;

/** Type bool: {@code t} or {@code f} in text, one byte in binary. */
final class Booleans {
  private Booleans() {}

  static boolean read(Tuple tuple, int column) {
    TypeOid.require(TypeOid.BOOL, tuple, column, "boolean");
    if (tuple.length(column) == 1) {
      boolean text = tuple.kind(column) == ValueKind.TEXT;
      byte value = tuple.buffer()[tuple.offset(column)];
      if (value == (text ? 't' : 1)) {
        return true;
      }
      if (value == (text ? 'f' : 0)) {
        return false;
      }
    }
    throw ColumnValueException.unreadable(tuple, column, "boolean");
  }
}
