package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** The numbers, as PostgreSQL prints them with {@code extra_float_digits = 1}. */
final class NumberOutputs {
  private static final int CENTS = 100;
  private static final int GROUP = 1000;

  private NumberOutputs() {}

  static TypeOutput of(String type) {
    return switch (type) {
      case "int2" -> NumberOutputs::int2;
      case "int4" -> NumberOutputs::int4;
      case "int8" -> NumberOutputs::int8;
      case "money" -> NumberOutputs::money;
      case "float4" -> NumberOutputs::float4;
      case "float8" -> NumberOutputs::float8;
      case "numeric" -> new NumericOutput();
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static void int2(byte[] source, int offset, int length, JsonBuffer text) {
    Wire.require("int2", Short.BYTES, length);
    text.number(Wire.shortAt(source, offset));
  }

  private static void int4(byte[] source, int offset, int length, JsonBuffer text) {
    Wire.require("int4", Integer.BYTES, length);
    text.number(Wire.intAt(source, offset));
  }

  private static void int8(byte[] source, int offset, int length, JsonBuffer text) {
    Wire.require("int8", Long.BYTES, length);
    text.number(Wire.longAt(source, offset));
  }

  /** In the C locale, which the stream asks for: {@code -$1,234.50}. */
  private static void money(byte[] source, int offset, int length, JsonBuffer text) {
    Wire.require("money", Long.BYTES, length);
    long cents = Wire.longAt(source, offset);
    if (cents < 0) {
      text.raw('-');
    }
    text.raw('$');
    // Two positive halves: the least long has no positive counterpart.
    grouped(Math.abs(cents / CENTS), text);
    text.raw('.').padded(Math.abs(cents % CENTS), 2);
  }

  private static void grouped(long value, JsonBuffer text) {
    if (value < GROUP) {
      text.number(value);
    } else {
      grouped(value / GROUP, text);
      text.raw(',').padded(value % GROUP, 3);
    }
  }

  private static void float4(byte[] source, int offset, int length, JsonBuffer text) {
    Wire.require("float4", Float.BYTES, length);
    FloatText.write(Float.intBitsToFloat(Wire.intAt(source, offset)), text);
  }

  static void float8(byte[] source, int offset, int length, JsonBuffer text) {
    Wire.require("float8", Double.BYTES, length);
    FloatText.write(Double.longBitsToDouble(Wire.longAt(source, offset)), text);
  }

  /** As Java prints it: {@code 1.0}, {@code 1.0E10}. */
  static void javaFloat8(byte[] source, int offset, int length, JsonBuffer text) {
    Wire.require("float8", Double.BYTES, length);
    double value = Double.longBitsToDouble(Wire.longAt(source, offset));
    if (Double.isFinite(value)) {
      DecimalText decimal = new DecimalText();
      decimal.read(value);
      decimal.writeAsDouble(text);
    } else {
      TypeOutputs.ascii(Double.toString(value), text);
    }
  }
}
