package io.tidemark.pgoutput;

/**
 * A PostgreSQL interval as the server keeps it: three parts that do not convert into one another,
 * because months and days differ in length. Immutable and thread-safe; equal when the parts are,
 * unlike SQL, where a month equals 30 days.
 *
 * @param months 12 for each year, too
 * @param days whole days
 * @param micros the time part in microseconds, any number of hours
 * @see <a href="https://www.postgresql.org/docs/current/datatype-datetime.html">Date/Time Types</a>
 */
public record Interval(int months, int days, long micros) {

  /**
   * {@code infinity}, PostgreSQL 17 and later; written as the server writes it, each part the
   * largest.
   */
  public static final Interval INFINITY =
      new Interval(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

  /** {@code -infinity}, PostgreSQL 17 and later. */
  public static final Interval NEGATIVE_INFINITY =
      new Interval(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);

  /** False for the two infinities. */
  public boolean isFinite() {
    return !equals(INFINITY) && !equals(NEGATIVE_INFINITY);
  }
}
