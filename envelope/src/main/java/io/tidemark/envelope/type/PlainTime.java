package io.tidemark.envelope.type;

/**
 * Dates and times in the form that nearly all have, {@code 2026-01-31 13:14:15.5}, read without
 * keeping anything but the number: a year of four digits after Christ, and no zone.
 */
final class PlainTime {
  /** Instead of a number where there is another form. */
  static final long NONE = Long.MIN_VALUE;

  static final int DATE_LENGTH = "2026-01-31".length();
  static final int TIME_LENGTH = "13:14:15".length();

  private static final int FRACTION_START = TIME_LENGTH + 1;
  private static final int LONGEST_FRACTION = 6;

  /** What a fraction is counted in, by its digits. */
  private static final int[] MICROS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

  private PlainTime() {}

  /** Days since 1970-01-01 of {@code 2026-01-31}, or {@link #NONE}. */
  static long epochDay(byte[] source, int offset) {
    int millennium = source[offset] - '0';
    int century = source[offset + 1] - '0';
    int rest = TwoDigits.three(source, offset + 2, '-');
    if (rest < 0 || millennium < 0 || millennium > 9 || century < 0 || century > 9) {
      return NONE;
    }
    int year = millennium * 1000 + century * 100 + TwoDigits.first(rest);
    return Calendar.epochDay(year, TwoDigits.second(rest), TwoDigits.third(rest));
  }

  /** Microseconds of {@code 13:14:15.5}, or {@link #NONE}. */
  static long microOfDay(byte[] source, int offset, int length) {
    int digits = length - FRACTION_START;
    if (length < TIME_LENGTH || digits > LONGEST_FRACTION) {
      return NONE;
    }
    int time = TwoDigits.three(source, offset, ':');
    int fraction = length == TIME_LENGTH ? 0 : fraction(source, offset + length, digits);
    return (time | fraction) < 0 ? NONE : micros(time) + fraction;
  }

  private static int fraction(byte[] source, int end, int digits) {
    return digits == 0 || source[end - digits - 1] != '.'
        ? EightDigits.NONE
        : EightDigits.before(source, end, digits) * MICROS[digits];
  }

  /** Of three numbers of two digits. */
  static long micros(int time) {
    int minutes = TwoDigits.first(time) * 60 + TwoDigits.second(time);
    return (minutes * 60L + TwoDigits.third(time)) * 1_000_000;
  }

  /** Microseconds since 1970 of {@code 2026-01-31 13:14:15.5}, or {@link #NONE}. */
  static long epochMicros(byte[] source, int offset, int length) {
    int timeLength = length - DATE_LENGTH - 1;
    if (timeLength < TIME_LENGTH || source[offset + DATE_LENGTH] != ' ') {
      return NONE;
    }
    long day = epochDay(source, offset);
    long micros = microOfDay(source, offset + DATE_LENGTH + 1, timeLength);
    return day == NONE || micros == NONE ? NONE : day * Calendar.MICROS_PER_DAY + micros;
  }
}
