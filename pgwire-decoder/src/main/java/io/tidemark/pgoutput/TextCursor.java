package io.tidemark.pgoutput;

/**
 * Walks over a column's text; what does not fit is refused with the column's place. Short-lived, so
 * that the JVM keeps it in registers.
 */
final class TextCursor {
  private static final int[] MICROS_OF_DIGITS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

  private final Tuple tuple;
  private final int column;
  private final String expected;
  private final byte[] bytes;
  private final int end;
  private int at;

  TextCursor(Tuple tuple, int column, String expected) {
    this.tuple = tuple;
    this.column = column;
    this.expected = expected;
    bytes = tuple.buffer();
    at = tuple.offset(column);
    end = at + tuple.length(column);
  }

  boolean atEnd() {
    return at == end;
  }

  boolean skip(char c) {
    if (at < end && bytes[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  boolean skip(String word) {
    if (end - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at += word.length();
    return true;
  }

  void require(char c) {
    if (!skip(c)) {
      throw malformed();
    }
  }

  void requireEnd() {
    if (at != end) {
      throw malformed();
    }
  }

  /** A number of {@code min} to {@code max} digits, at most 18. */
  long digits(int min, int max) {
    int stop = Math.min(end, at + max);
    int i = at;
    long value = 0;
    while (i < stop && bytes[i] >= '0' && bytes[i] <= '9') {
      value = value * 10 + bytes[i++] - '0';
    }
    if (i - at < min) {
      throw malformed();
    }
    at = i;
    return value;
  }

  /** Two digits, at most {@code max}. */
  int pair(int max) {
    if (end - at >= 2) {
      int high = bytes[at] - '0';
      int low = bytes[at + 1] - '0';
      int value = high * 10 + low;
      if (high >= 0 && high <= 9 && low >= 0 && low <= 9 && value <= max) {
        at += 2;
        return value;
      }
    }
    throw malformed();
  }

  /** The digits behind a decimal point, if there is one, as microseconds. */
  int micros() {
    if (!skip('.')) {
      return 0;
    }
    int start = at;
    int value = (int) digits(1, 6);
    return value * MICROS_OF_DIGITS[at - start];
  }

  ColumnValueException malformed() {
    return ColumnValueException.unreadable(tuple, column, expected);
  }
}
