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

  /** From March to December. */
  private static final int DAYS_FROM_MARCH = 306;

  // Near 2^32 / 1461 and 2^16 / 30.6, the days of four years and the mean ones of a month
  private static final int YEARS_FACTOR = 2_939_745;
  private static final int MONTHS_FACTOR = 2_141;
  private static final int MONTHS_OFFSET = 197_913;

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

  /**
   * Year, month and day in one number: {@code year << 9 | month << 5 | day}.
   *
   * <p>Quotients and remainders by years and months are the halves of one product each, see Cassio
   * Neri and Lorenz Schneider, <i>Euclidean affine functions and their application to calendar
   * algorithms</i>.
   */
  static long civil(long epochDay) {
    long days = epochDay + EPOCH_OFFSET;
    long era = Math.floorDiv(days, (long) DAYS_PER_ERA);
    int quarters = 4 * (int) (days - era * DAYS_PER_ERA) + 3;
    int century = quarters / DAYS_PER_ERA;
    int dayOfCentury = quarters % DAYS_PER_ERA / 4;
    long years = (4 * dayOfCentury + 3) * (long) YEARS_FACTOR;
    int dayOfYear = (int) ((years & 0xffff_ffffL) / YEARS_FACTOR) / 4;
    int months = dayOfYear * MONTHS_FACTOR + MONTHS_OFFSET;
    int day = (months & 0xffff) / MONTHS_FACTOR + 1;
    boolean nextYear = dayOfYear >= DAYS_FROM_MARCH;
    int month = (months >> 16) - (nextYear ? 12 : 0);
    long year = era * YEARS_PER_ERA + century * 100L + (years >> 32) + (nextYear ? 1 : 0);
    return year << 9 | (long) month << 5 | day;
  }
}
