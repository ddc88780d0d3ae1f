package io.tidemark.pgoutput;

/**
 * A decimal number in text, taken apart: {@code -12.50e3} has digits 1250, power of ten 1, and is
 * negative. What is no decimal number is refused. Short-lived, so that the JVM keeps it in
 * registers.
 */
final class DecimalText {
  private static final int MAX_EXPONENT_DIGITS = 6;
  private static final int MAX_EXACT_DIGITS = 18;

  private final Tuple tuple;
  private final int column;
  private final String expected;
  private final byte[] bytes;
  private final int end;
  private int at;
  private boolean negative;
  private boolean special;
  private long digits;
  private int digitCount;
  private int fraction;
  private int exponent;

  DecimalText(Tuple tuple, int column, String expected) {
    this.tuple = tuple;
    this.column = column;
    this.expected = expected;
    bytes = tuple.buffer();
    at = tuple.offset(column);
    end = at + tuple.length(column);
    negative = skip('-');
    if (at < end && bytes[at] > '9' && (is("NaN") || is("Infinity"))) {
      special = true;
      return;
    }
    int before = run();
    fraction = skip('.') ? run() : 0;
    digitCount = before + fraction;
    if (skip('e')) {
      exponent();
    }
    if (digitCount == 0 || at != end) {
      throw ColumnValueException.unreadable(tuple, column, expected);
    }
  }

  /** Adds a run of digits; beyond 18 of them {@link #digits} means nothing. */
  private int run() {
    long value = digits;
    int i = at;
    while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
      value = value * 10 + bytes[i++] - '0';
    }
    int run = i - at;
    digits = value;
    at = i;
    return run;
  }

  private void exponent() {
    boolean minus = skip('-');
    if (!minus) {
      skip('+');
    }
    int start = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      exponent = exponent * 10 + bytes[at++] - '0';
      if (at - start > MAX_EXPONENT_DIGITS) {
        throw ColumnValueException.unreadable(tuple, column, expected);
      }
    }
    if (at == start) {
      throw ColumnValueException.unreadable(tuple, column, expected);
    }
    if (minus) {
      exponent = -exponent;
    }
  }

  private boolean skip(char c) {
    if (at < end && bytes[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  /** True when all of the rest is this word. */
  private boolean is(String word) {
    if (end - at != word.length() || bytes[at] != word.charAt(0)) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean isNegative() {
    return negative;
  }

  /** NaN or an infinity. */
  boolean isSpecial() {
    return special;
  }

  double special() {
    if (bytes[at] == 'N') {
      if (negative) {
        throw ColumnValueException.unreadable(tuple, column, expected);
      }
      return Double.NaN;
    }
    return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** True when {@link #digits} holds all of the digits. */
  boolean isExact() {
    return digitCount <= MAX_EXACT_DIGITS;
  }

  long digits() {
    return digits;
  }

  boolean hasExponent() {
    return exponent != 0;
  }

  /** Digits behind the point. */
  int scale() {
    return fraction;
  }

  int powerOfTen() {
    return exponent - fraction;
  }
}
