package io.tidemark.envelope.type;

/**
 * An interval's months, days and microseconds, read from text in IntervalStyle postgres or from
 * binary: Int64 microseconds, Int32 days, Int32 months.
 *
 * <p>Reused for every value; belongs to one thread.
 */
final class IntervalValue {
  static final long MICROS_PER_SECOND = 1_000_000;
  static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
  static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
  private static final int MONTHS_PER_YEAR = 12;
  private static final int MICRO_DIGITS = 6;

  int months;
  int days;
  long micros;

  private byte[] source = new byte[0];
  private int at;
  private int end;

  /** -1, 0 or 1; PostgreSQL 17 has infinite intervals, whose three parts are all at their limit. */
  int infinity() {
    if (months == Integer.MAX_VALUE && days == Integer.MAX_VALUE && micros == Long.MAX_VALUE) {
      return 1;
    }
    return months == Integer.MIN_VALUE && days == Integer.MIN_VALUE && micros == Long.MIN_VALUE
        ? -1
        : 0;
  }

  void setBinary(byte[] bytes, int offset, int length) {
    Wire.require("interval", Long.BYTES + 2 * Integer.BYTES, length);
    micros = Wire.longAt(bytes, offset);
    days = Wire.intAt(bytes, offset + Long.BYTES);
    months = Wire.intAt(bytes, offset + Long.BYTES + Integer.BYTES);
  }

  /** Reads {@code 1 year 2 mons -3 days +04:05:06.789}: any of these, each with its own sign. */
  void readText(byte[] text, int offset, int length) {
    source = text;
    at = offset;
    end = offset + length;
    months = 0;
    days = 0;
    micros = 0;
    if (Wire.equals("infinity", text, offset, length)) {
      set(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
    } else if (Wire.equals("-infinity", text, offset, length)) {
      set(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);
    } else if (!parts()) {
      throw ValueException.text("an interval in IntervalStyle postgres", text, offset, length);
    }
  }

  private void set(int allMonths, int allDays, long allMicros) {
    months = allMonths;
    days = allDays;
    micros = allMicros;
  }

  private boolean parts() {
    boolean any = false;
    while (at < end) {
      int sign = source[at] == '-' ? -1 : 1;
      at += source[at] == '-' || source[at] == '+' ? 1 : 0;
      int from = at;
      long number = digits();
      if (at == from || at == end) {
        return false;
      }
      if (source[at] == ':') {
        time(sign, number);
        return at == end;
      }
      char unit = at + 1 < end ? (char) source[at + 1] : ' ';
      switch (unit) {
        case 'y' -> months += (int) (sign * number * MONTHS_PER_YEAR);
        case 'm' -> months += (int) (sign * number);
        case 'd' -> days = (int) (sign * number);
        default -> {
          return false;
        }
      }
      skipUnit();
      any = true;
    }
    return any;
  }

  /** A blank, a word, and the blank before the next part. */
  private void skipUnit() {
    at++;
    while (at < end && source[at] != ' ') {
      at++;
    }
    at += at < end ? 1 : 0;
  }

  private void time(int sign, long hours) {
    at++;
    long minutes = digits();
    at++;
    long seconds = at < end ? digits() : 0;
    long fraction = 0;
    if (at < end && source[at] == '.') {
      at++;
      int from = at;
      fraction = digits();
      for (int width = at - from; width < MICRO_DIGITS; width++) {
        fraction *= 10;
      }
    }
    long rest = minutes * MICROS_PER_MINUTE + seconds * MICROS_PER_SECOND + fraction;
    // Signed part by part: the lowest time has no positive counterpart.
    micros = sign * hours * MICROS_PER_HOUR + sign * rest;
  }

  private long digits() {
    long value = 0;
    for (; at < end && source[at] >= '0' && source[at] <= '9'; at++) {
      value = value * 10 + source[at] - '0';
    }
    return value;
  }
}
