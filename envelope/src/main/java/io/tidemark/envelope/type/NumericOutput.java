package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * Binary {@code numeric}, which has as many decimals as its header says.
 *
 * <pre>
 *   Int16 n, Int16 weight, Int16 sign (0, 0x4000: negative, 0xC000: NaN, 0xD000: Infinity, 0xF000: -Infinity),
 *   Int16 decimals to show, then n times Int16: a digit in base 10000, the first one times 10000^weight
 * </pre>
 */
final class NumericOutput implements TypeOutput {
  private static final int HEADER = 4 * Short.BYTES;
  static final int NEGATIVE = 0x4000;
  private static final int NAN = 0xC000;
  private static final int INFINITY = 0xD000;
  private static final int NEGATIVE_INFINITY = 0xF000;
  private static final int BASE_DIGITS = 4;

  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    if (length < HEADER) {
      throw ValueException.length("numeric", HEADER, length);
    }
    int sign = Wire.shortAt(source, offset + 4) & 0xffff;
    switch (sign) {
      case NAN -> TypeOutputs.ascii("NaN", text);
      case INFINITY -> TypeOutputs.ascii("Infinity", text);
      case NEGATIVE_INFINITY -> TypeOutputs.ascii("-Infinity", text);
      case 0, NEGATIVE -> {
        if (sign == NEGATIVE) {
          text.raw('-');
        }
        finite(source, offset, length, text);
      }
      default -> throw new ValueException("expected a sign of binary numeric, found " + sign);
    }
  }

  private static void finite(byte[] source, int offset, int length, JsonBuffer text) {
    int count = Wire.shortAt(source, offset) & 0xffff;
    int weight = Wire.shortAt(source, offset + 2);
    int decimals = Wire.shortAt(source, offset + 6) & 0xffff;
    Wire.require("numeric", HEADER + count * Short.BYTES, length);
    if (weight < 0) {
      text.raw('0');
    }
    for (int i = 0; i <= weight; i++) {
      int group = group(source, offset, i, count);
      if (i == 0) {
        text.number(group);
      } else {
        text.padded(group, BASE_DIGITS);
      }
    }
    if (decimals > 0) {
      text.raw('.');
      int end = text.size() + decimals;
      for (int i = weight + 1; text.size() < end; i++) {
        text.padded(group(source, offset, i, count), BASE_DIGITS);
      }
      text.truncate(end);
    }
  }

  private static int group(byte[] source, int offset, int index, int count) {
    return index < 0 || index >= count
        ? 0
        : Wire.shortAt(source, offset + HEADER + index * Short.BYTES);
  }
}
