package io.tidemark.pgoutput;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Type numeric, and the integer types as one.
 *
 * <pre>
 *   binary   Int16 n, Int16 weight, Int16 sign, Int16 scale, then n digits of base 10,000, the first one worth
 *            10,000^weight; sign is 0, 0x4000 negative, 0xC000 NaN, 0xD000 infinity, 0xF000 -infinity
 * </pre>
 */
final class Numerics {
  private static final int HEADER = 8;
  private static final int BASE = 10_000;
  private static final int BASE_DIGITS = 4;

  /** Digits of base 10,000 that surely fit into a long. */
  private static final int LONG_DIGITS = 4;

  private static final int MAX_SCALE = 0x3fff;

  private Numerics() {}

  static BigDecimal readFinite(Tuple tuple, int column) {
    Numeric value = read(tuple, column, "BigDecimal");
    if (value instanceof Numeric.Finite finite) {
      return finite.value();
    }
    throw ColumnValueException.beyond(tuple, column, "BigDecimal", "getNumeric has a value for it");
  }

  static Numeric read(Tuple tuple, int column, String expected) {
    switch (tuple.typeOid(column)) {
      case TypeOid.INT2, TypeOid.INT4, TypeOid.INT8 -> {
        long value = Integers.read(tuple, column, Long.MIN_VALUE, Long.MAX_VALUE, expected);
        return new Numeric.Finite(BigDecimal.valueOf(value));
      }
      default -> TypeOid.require(TypeOid.NUMERIC, tuple, column, expected);
    }
    return tuple.kind(column) == ValueKind.TEXT
        ? text(tuple, column, expected)
        : binary(tuple, column, expected);
  }

  private static Numeric text(Tuple tuple, int column, String expected) {
    DecimalText text = new DecimalText(tuple, column, expected);
    if (text.isSpecial()) {
      double special = text.special();
      return special > 0
          ? Numeric.Special.INFINITY
          : special < 0 ? Numeric.Special.NEGATIVE_INFINITY : Numeric.Special.NAN;
    }
    if (text.hasExponent()) {
      throw ColumnValueException.unreadable(tuple, column, expected);
    }
    if (text.isExact()) {
      return new Numeric.Finite(
          BigDecimal.valueOf(text.isNegative() ? -text.digits() : text.digits(), text.scale()));
    }
    return new Numeric.Finite(
        new BigDecimal(
            new String(
                tuple.buffer(),
                tuple.offset(column),
                tuple.length(column),
                StandardCharsets.ISO_8859_1)));
  }

  private static Numeric binary(Tuple tuple, int column, String expected) {
    byte[] bytes = tuple.buffer();
    int offset = tuple.offset(column);
    int length = tuple.length(column);
    if (length < HEADER) {
      throw ColumnValueException.unreadable(tuple, column, expected);
    }
    int count = Short.toUnsignedInt(WireReader.shortAt(bytes, offset));
    int weight = WireReader.shortAt(bytes, offset + 2);
    int sign = Short.toUnsignedInt(WireReader.shortAt(bytes, offset + 4));
    int scale = Short.toUnsignedInt(WireReader.shortAt(bytes, offset + 6));
    if (length != HEADER + count * Short.BYTES || scale > MAX_SCALE) {
      throw ColumnValueException.unreadable(tuple, column, expected);
    }
    Numeric special = special(sign);
    if (special != null && count == 0) {
      return special;
    }
    if (sign != 0 && sign != 0x4000) {
      throw ColumnValueException.unreadable(tuple, column, expected);
    }
    BigDecimal magnitude = magnitude(tuple, column, expected, count, weight);
    try {
      BigDecimal value = magnitude.setScale(scale, RoundingMode.UNNECESSARY);
      return new Numeric.Finite(sign == 0 ? value : value.negate());
    } catch (ArithmeticException digitsBehindTheScale) {
      throw ColumnValueException.unreadable(tuple, column, expected);
    }
  }

  private static @Nullable Numeric special(int sign) {
    return switch (sign) {
      case 0xC000 -> Numeric.Special.NAN;
      case 0xD000 -> Numeric.Special.INFINITY;
      case 0xF000 -> Numeric.Special.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  private static BigDecimal magnitude(
      Tuple tuple, int column, String expected, int count, int weight) {
    int scale = count == 0 ? 0 : (count - 1 - weight) * BASE_DIGITS;
    if (count <= LONG_DIGITS) {
      long value = 0;
      for (int i = 0; i < count; i++) {
        value = value * BASE + digit(tuple, column, expected, i);
      }
      return BigDecimal.valueOf(value, scale);
    }
    byte[] decimal = new byte[count * BASE_DIGITS];
    for (int i = 0, at = 0; i < count; i++) {
      int digit = digit(tuple, column, expected, i);
      decimal[at++] = (byte) ('0' + digit / 1000);
      decimal[at++] = (byte) ('0' + digit / 100 % 10);
      decimal[at++] = (byte) ('0' + digit / 10 % 10);
      decimal[at++] = (byte) ('0' + digit % 10);
    }
    return new BigDecimal(new BigInteger(new String(decimal, StandardCharsets.ISO_8859_1)), scale);
  }

  private static int digit(Tuple tuple, int column, String expected, int index) {
    int digit =
        WireReader.shortAt(tuple.buffer(), tuple.offset(column) + HEADER + index * Short.BYTES);
    if (digit < 0 || digit >= BASE) {
      throw ColumnValueException.unreadable(tuple, column, expected);
    }
    return digit;
  }
}
