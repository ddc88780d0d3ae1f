package io.tidemark.envelope.type;

/**
 * The proleptic Gregorian calendar as numbers: days since 1970-01-01, with astronomical years (1 BC
 * is 0).
 */
final class Calendar {
  static final long SECONDS_PER_DAY = 86_400;
  static final long MILLIS_PER_DAY = 86_400_000;
  static final long MICROS_PER_DAY = 86_400_000_000L;

  /** PostgreSQL's binary dates and timestamps count from 2000-01-01. */
  static final long POSTGRES_EPOCH_DAY = 10_957;

  private static final int DAYS_PER_ERA = 146_097;
  private static final int YEARS_PER_ERA = 400;

  /** From 0000-03-01, where each era starts, to 1970-01-01. */
  private static final int EPOCH_OFFSET = 719_468;

  private Calendar() {}

  static long epochDay(long year, int month, int day) {
    // Years that start in March put the leap day last.
    long y = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(y, (long) YEARS_PER_ERA);
    long yearOfEra = y - era * YEARS_PER_ERA;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_PER_ERA + dayOfEra - EPOCH_OFFSET;
  }

  /** Year, month and day in one number: {@code year << 9 | month << 5 | day}. */
  static long civil(long epochDay) {
    long days = epochDay + EPOCH_OFFSET;
    long era = Math.floorDiv(days, (long) DAYS_PER_ERA);
    long dayOfEra = days - era * DAYS_PER_ERA;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long shifted = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * shifted + 2) / 5 + 1;
    long month = shifted < 10 ? shifted + 3 : shifted - 9;
    long year = yearOfEra + era * YEARS_PER_ERA + (month <= 2 ? 1 : 0);
    return year << 9 | month << 5 | day;
  }
}
