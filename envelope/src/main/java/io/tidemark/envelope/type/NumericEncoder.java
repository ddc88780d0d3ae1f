package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * Reads {@code numeric} values and hands their text to a {@link NumericForm}.
 *
 * <pre>
 *   Int16 n, Int16 weight, Int16 sign (0, 0x4000: negative, 0xC000: NaN, 0xD000: Infinity, 0xF000: -Infinity),
 *   Int16 decimals to show, then n times Int16: a digit in base 10000, the first one times 10000^weight
 * </pre>
 */
final class NumericEncoder implements ColumnEncoder {
  private static final int HEADER = 4 * Short.BYTES;
  private static final int NEGATIVE = 0x4000;
  private static final int NAN = 0xC000;
  private static final int INFINITY = 0xD000;
  private static final int NEGATIVE_INFINITY = 0xF000;
  private static final int BASE_DIGITS = 4;

  private final NumericForm form;
  private final JsonBuffer scratch = new JsonBuffer(64);

  NumericEncoder(NumericForm form) {
    this.form = form;
  }

  @Override
  public void text(byte[] source, int offset, int length, JsonBuffer json) {
    byte last = length == 0 ? 0 : source[offset + length - 1];
    if (last == 'N') {
      form.nan(json);
    } else if (last == 'y') {
      form.infinity(source[offset] == '-', json);
    } else {
      form.finite(source, offset, length, json);
    }
  }

  @Override
  public void binary(byte[] source, int offset, int length, JsonBuffer json) {
    if (length < HEADER) {
      throw ValueException.length("numeric", HEADER, length);
    }
    int sign = Wire.shortAt(source, offset + 4) & 0xffff;
    switch (sign) {
      case NAN -> form.nan(json);
      case INFINITY -> form.infinity(false, json);
      case NEGATIVE_INFINITY -> form.infinity(true, json);
      case 0, NEGATIVE -> {
        scratch.clear();
        if (sign == NEGATIVE) {
          scratch.raw('-');
        }
        writeText(source, offset, length);
        form.finite(scratch.bytes(), 0, scratch.size(), json);
      }
      default -> throw new ValueException("expected a sign of binary numeric, found " + sign);
    }
  }

  private void writeText(byte[] source, int offset, int length) {
    int count = Wire.shortAt(source, offset) & 0xffff;
    int weight = Wire.shortAt(source, offset + 2);
    int decimals = Wire.shortAt(source, offset + 6) & 0xffff;
    Wire.require("numeric", HEADER + count * Short.BYTES, length);
    if (weight < 0) {
      scratch.raw('0');
    }
    for (int i = 0; i <= weight; i++) {
      int group = group(source, offset, i, count);
      if (i == 0) {
        scratch.number(group);
      } else {
        scratch.padded(group, BASE_DIGITS);
      }
    }
    if (decimals > 0) {
      scratch.raw('.');
      int end = scratch.size() + decimals;
      for (int i = weight + 1; scratch.size() < end; i++) {
        scratch.padded(group(source, offset, i, count), BASE_DIGITS);
      }
      scratch.truncate(end);
    }
  }

  private static int group(byte[] source, int offset, int index, int count) {
    return index < 0 || index >= count
        ? 0
        : Wire.shortAt(source, offset + HEADER + index * Short.BYTES);
  }
}
