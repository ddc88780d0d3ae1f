package io.tidemark.pgoutput;

/**
 * Walks over a column's text; what does not fit is refused with the column's place. Short-lived, so
 * that the JVM keeps it in registers.
 */
final class TextCursor {
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
    int start = at;
    long value = 0;
    while (at < end && at - start < max && bytes[at] >= '0' && bytes[at] <= '9') {
      value = value * 10 + bytes[at++] - '0';
    }
    if (at - start < min) {
      throw malformed();
    }
    return value;
  }

  /** Two digits, at most {@code max}. */
  int pair(int max) {
    int value = (int) digits(2, 2);
    if (value > max) {
      throw malformed();
    }
    return value;
  }

  /** The digits behind a decimal point, if there is one, as microseconds. */
  int micros() {
    if (!skip('.')) {
      return 0;
    }
    int start = at;
    int value = (int) digits(1, 6);
    for (int i = at - start; i < 6; i++) {
      value *= 10;
    }
    return value;
  }

  ColumnValueException malformed() {
    return ColumnValueException.unreadable(tuple, column, expected);
  }
}
