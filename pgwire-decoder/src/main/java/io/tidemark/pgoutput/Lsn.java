package io.tidemark.pgoutput;

/**
 * A position in PostgreSQL's write-ahead log: a byte offset, compared as an unsigned 64-bit number.
 *
 * <p>Written as PostgreSQL's {@code pg_lsn} type does, two hexadecimal halves: {@code
 * Lsn.parse("0/16B3748").value() == 23803720}. Immutable and thread-safe. The callbacks of {@link
 * PgOutputHandler} carry the same number as a plain {@code long}, so that the hot path allocates
 * nothing.
 *
 * @param value the offset in bytes, unsigned
 * @see <a href="https://www.postgresql.org/docs/current/datatype-pg-lsn.html">pg_lsn</a>
 */
public record Lsn(long value) implements Comparable<Lsn> {

  /** {@code 0/0}: no position. PostgreSQL calls it InvalidXLogRecPtr. */
  public static final Lsn INVALID = new Lsn(0);

  /**
   * Reads the form {@code X/Y}, each half one to eight hexadecimal digits.
   *
   * @throws IllegalArgumentException when the text has any other form
   */
  public static Lsn parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw malformed(text);
    }
    return new Lsn((half(text, 0, slash) << 32) | half(text, slash + 1, text.length()));
  }

  private static long half(String text, int from, int to) {
    if (to - from < 1 || to - from > 8) {
      throw malformed(text);
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw malformed(text);
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "LSN \""
            + text
            + "\": expected two hexadecimal numbers of up to 8 digits with a slash between, as 0/16B3748");
  }

  /** Formats a raw position: {@code Lsn.format(23803720)} is {@code "0/16B3748"}. */
  public static String format(long value) {
    return Integer.toHexString((int) (value >>> 32)).toUpperCase(java.util.Locale.ROOT)
        + "/"
        + Integer.toHexString((int) value).toUpperCase(java.util.Locale.ROOT);
  }

  /** False only for {@code 0/0}. */
  public boolean isValid() {
    return value != 0;
  }

  /**
   * Bytes from {@code earlier} to this position; negative when {@code earlier} is in fact later.
   */
  public long bytesSince(Lsn earlier) {
    return value - earlier.value;
  }

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return format(value);
  }
}
