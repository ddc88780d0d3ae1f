package io.tidemark.pgoutput;

import java.nio.charset.StandardCharsets;

/**
 * Types float4 and float8.
 *
 * <p>Text takes a short cut without a String where it is exact: digits and power of ten that the
 * floating-point type holds exactly, so that one multiplication or division rounds once (Clinger
 * 1990).
 */
final class Floats {
  private static final long EXACT_DOUBLE = 1L << 53;
  private static final long EXACT_FLOAT = 1L << 24;

  private static final double[] DOUBLE_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final float[] FLOAT_POWERS = {
    1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f
  };

  private Floats() {}

  static float readFloat(Tuple tuple, int column) {
    TypeOid.require(TypeOid.FLOAT4, tuple, column, "float");
    if (tuple.kind(column) == ValueKind.TEXT) {
      return textFloat(tuple, column);
    }
    if (tuple.length(column) != Float.BYTES) {
      throw ColumnValueException.unreadable(tuple, column, "float");
    }
    return Float.intBitsToFloat(WireReader.intAt(tuple.buffer(), tuple.offset(column)));
  }

  /** A float4 is widened, in text as in binary: 0.1 becomes 0.10000000149011612. */
  static double readDouble(Tuple tuple, int column) {
    if (tuple.typeOid(column) == TypeOid.FLOAT4) {
      return readFloat(tuple, column);
    }
    TypeOid.require(TypeOid.FLOAT8, tuple, column, "double");
    if (tuple.kind(column) == ValueKind.TEXT) {
      return textDouble(tuple, column);
    }
    if (tuple.length(column) != Double.BYTES) {
      throw ColumnValueException.unreadable(tuple, column, "double");
    }
    return Double.longBitsToDouble(WireReader.longAt(tuple.buffer(), tuple.offset(column)));
  }

  private static double textDouble(Tuple tuple, int column) {
    DecimalText text = new DecimalText(tuple, column, "double");
    if (text.isSpecial()) {
      return text.special();
    }
    long digits = text.digits();
    int power = text.powerOfTen();
    if (text.isExact() && digits <= EXACT_DOUBLE && Math.abs(power) < DOUBLE_POWERS.length) {
      double value = power < 0 ? digits / DOUBLE_POWERS[-power] : digits * DOUBLE_POWERS[power];
      return text.isNegative() ? -value : value;
    }
    return Double.parseDouble(string(tuple, column));
  }

  private static float textFloat(Tuple tuple, int column) {
    DecimalText text = new DecimalText(tuple, column, "float");
    if (text.isSpecial()) {
      return (float) text.special();
    }
    long digits = text.digits();
    int power = text.powerOfTen();
    if (text.isExact() && digits <= EXACT_FLOAT && Math.abs(power) < FLOAT_POWERS.length) {
      float value = power < 0 ? digits / FLOAT_POWERS[-power] : digits * FLOAT_POWERS[power];
      return text.isNegative() ? -value : value;
    }
    return Float.parseFloat(string(tuple, column));
  }

  private static String string(Tuple tuple, int column) {
    return new String(
        tuple.buffer(), tuple.offset(column), tuple.length(column), StandardCharsets.ISO_8859_1);
  }
}
