package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * The significant digits of a decimal number in PostgreSQL's text output: {@code -1.5e+300}, {@code
 * 0.00120}.
 *
 * <p>The value is {@code 0.d1d2d3… x 10^point}. Reused for every value; belongs to one thread.
 */
final class DecimalText {
  /** From here on Double.toString writes an exponent. */
  private static final int LARGEST_PLAIN_POINT = 7;

  private static final int SMALLEST_PLAIN_POINT = -2;

  private final ShortestDecimal shortest = new ShortestDecimal();
  private final JsonBuffer printed = new JsonBuffer(32);
  private byte[] typed = new byte[32];
  private byte[] digits = typed;
  private int count;
  private int point;
  private boolean negative;

  /** Reads a finite number. */
  void read(byte[] source, int offset, int length) {
    count = 0;
    point = 0;
    int at = offset;
    int end = offset + length;
    negative = at < end && source[at] == '-';
    at += negative ? 1 : 0;
    if (typed.length < length) {
      typed = new byte[length];
    }
    digits = typed;
    boolean fraction = false;
    boolean any = false;
    for (; at < end; at++) {
      byte c = source[at];
      if (c >= '0' && c <= '9') {
        any = true;
        digit(c, fraction);
      } else if (c == '.' && !fraction) {
        fraction = true;
      } else {
        break;
      }
    }
    if (at < end && source[at] == 'e') {
      point += exponent(source, at + 1, end);
      at = end;
    }
    if (!any || at != end) {
      throw ValueException.text("a decimal number", source, offset, length);
    }
    while (count > 0 && digits[count - 1] == '0') {
      count--;
    }
  }

  /** Takes a finite value as Java prints it. */
  void read(double value) {
    negative = Double.doubleToRawLongBits(value) < 0;
    read(shortest.inJava(value));
  }

  /** Takes a finite value as Java prints it. */
  void read(float value) {
    negative = Float.floatToRawIntBits(value) < 0;
    read(shortest.inJava(value));
  }

  private void read(ShortestDecimal magnitude) {
    if (magnitude.digits() == 0) {
      count = 0;
      return;
    }
    printed.clear();
    printed.number(magnitude.digits());
    digits = printed.bytes();
    count = printed.size();
    point = magnitude.exponent() + count;
    // Prices and measurements end in a dozen zeros.
    while (digits[count - 1] == '0') {
      count--;
    }
  }

  private void digit(byte c, boolean fraction) {
    if (count == 0 && c == '0') {
      point -= fraction ? 1 : 0;
    } else {
      digits[count++] = c;
      point += fraction ? 0 : 1;
    }
  }

  private static int exponent(byte[] source, int from, int end) {
    boolean minus = from < end && source[from] == '-';
    int at = from < end && (minus || source[from] == '+') ? from + 1 : from;
    int exponent = 0;
    for (; at < end; at++) {
      exponent = exponent * 10 + source[at] - '0';
    }
    return minus ? -exponent : exponent;
  }

  /** How many digits are significant; 0 for zero. */
  int count() {
    return count;
  }

  /** The power of ten right before the first digit: 1 for 1.5, 0 for 0.15. */
  int point() {
    return point;
  }

  /** Writes a value as Java prints it; NaN and the infinities as strings. */
  void write(double value, JsonBuffer json) {
    if (Double.isFinite(value)) {
      read(value);
      writeAsDouble(json);
    } else {
      json.string(Double.toString(value));
    }
  }

  /** Writes a value as Java prints it; NaN and the infinities as strings. */
  void write(float value, JsonBuffer json) {
    if (Float.isFinite(value)) {
      read(value);
      writeAsDouble(json);
    } else {
      json.string(Float.toString(value));
    }
  }

  /** Writes the number as Double.toString would: {@code 100.0}, {@code 1.0E10}, {@code -0.0}. */
  void writeAsDouble(JsonBuffer json) {
    if (negative) {
      json.raw('-');
    }
    if (count == 0) {
      json.raw('0').raw('.').raw('0');
    } else if (point > LARGEST_PLAIN_POINT || point < SMALLEST_PLAIN_POINT) {
      json.raw((char) digits[0]).raw('.');
      if (count == 1) {
        json.raw('0');
      } else {
        json.raw(digits, 1, count - 1);
      }
      json.raw('E').number(point - 1);
    } else if (point <= 0) {
      json.raw('0').raw('.');
      zeros(json, -point);
      json.raw(digits, 0, count);
    } else {
      int whole = Math.min(point, count);
      json.raw(digits, 0, whole);
      zeros(json, point - whole);
      json.raw('.');
      if (count == whole) {
        json.raw('0');
      } else {
        json.raw(digits, whole, count - whole);
      }
    }
  }

  private static void zeros(JsonBuffer json, int zeros) {
    for (int i = 0; i < zeros; i++) {
      json.raw('0');
    }
  }
}
