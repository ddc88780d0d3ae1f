package io.tidemark.pgoutput;

/** Types int2, int4, int8 and the unsigned oid, xid, cid. */
final class Integers {
  private static final int MAX_DIGITS = 19;

  private Integers() {}

  static long read(Tuple tuple, int column, long min, long max, String expected) {
    boolean unsigned = false;
    switch (tuple.typeOid(column)) {
      case TypeOid.INT2, TypeOid.INT4, TypeOid.INT8 -> {}
      case TypeOid.OID, TypeOid.XID, TypeOid.CID -> unsigned = true;
      default -> TypeOid.require(TypeOid.INT8, tuple, column, expected);
    }
    long value =
        tuple.kind(column) == ValueKind.TEXT
            ? text(tuple, column, expected)
            : binary(tuple, column, unsigned, expected);
    if (value < min || value > max) {
      throw ColumnValueException.unreadable(tuple, column, expected);
    }
    return value;
  }

  private static long text(Tuple tuple, int column, String expected) {
    byte[] bytes = tuple.buffer();
    int start = tuple.offset(column);
    int end = start + tuple.length(column);
    boolean negative = start < end && bytes[start] == '-';
    int first = negative ? start + 1 : start;
    if (first == end || end - first > MAX_DIGITS) {
      throw ColumnValueException.unreadable(tuple, column, expected);
    }
    long value = 0; // negated: the negative range is the larger one
    for (int i = first; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw ColumnValueException.unreadable(tuple, column, expected);
      }
      value = value * 10 - digit;
    }
    // 10^19 is less than 2^64, so that an overflow has wrapped once, to above 0.
    if (value > 0 || (value == Long.MIN_VALUE && !negative)) {
      throw ColumnValueException.unreadable(tuple, column, expected);
    }
    return negative ? value : -value;
  }

  private static long binary(Tuple tuple, int column, boolean unsigned, String expected) {
    byte[] bytes = tuple.buffer();
    int offset = tuple.offset(column);
    return switch (tuple.length(column)) {
      case Short.BYTES -> WireReader.shortAt(bytes, offset);
      case Integer.BYTES ->
          unsigned
              ? Integer.toUnsignedLong(WireReader.intAt(bytes, offset))
              : WireReader.intAt(bytes, offset);
      case Long.BYTES -> WireReader.longAt(bytes, offset);
      default -> throw ColumnValueException.unreadable(tuple, column, expected);
    };
  }
}
