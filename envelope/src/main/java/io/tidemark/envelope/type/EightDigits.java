package io.tidemark.envelope.type;

/** Decimal digits, up to eight of them read in one word: no step waits for the digit before it. */
final class EightDigits {
  /** Instead of a number where there are other characters than digits. */
  static final int NONE = -1;

  private static final long EIGHT = 100_000_000;
  private static final long ZEROS = 0x3030_3030_3030_3030L;

  /** Added to a digit's value gives a sign bit beyond 9. */
  private static final long TOO_LARGE = 0x7676_7676_7676_7676L;

  private static final long SIGNS = 0x8080_8080_8080_8080L;
  private static final long TWOS = 0x00ff_00ff_00ff_00ffL;
  private static final long FOURS = 0x0000_ffff_0000_ffffL;

  private EightDigits() {}

  /**
   * How many digits follow from a place on, up to 8. Never too many, and too few only before bytes
   * beyond ASCII or where the array ends within a word.
   */
  static int count(byte[] source, int from) {
    if (from > source.length - Long.BYTES) {
      return 0;
    }
    long values = Wire.longAt(source, from) ^ ZEROS;
    return Long.numberOfLeadingZeros((values + TOO_LARGE | values) & SIGNS) / Byte.SIZE;
  }

  /**
   * The number of {@code count} digits, 1 to 8, before {@code end}; {@link #NONE} also where the
   * array does not begin a word before the end.
   */
  static int before(byte[] source, int end, int count) {
    if (end < Long.BYTES) {
      return NONE;
    }
    long own = -1L >>> (Long.SIZE - count * Byte.SIZE);
    long digits = (Wire.longAt(source, end - Long.BYTES) ^ ZEROS) & own;
    if (((digits + TOO_LARGE | digits) & SIGNS) != 0) {
      return NONE;
    }
    long twos = ((digits >>> 8) * 10 + digits) & TWOS;
    long fours = ((twos >>> 16) * 100 + twos) & FOURS;
    return (int) ((fours >>> 32) * 10_000 + (int) fours);
  }

  /** The number of the digits between two places, 1 to 16 of them, or {@link #NONE}. */
  static long between(byte[] source, int from, int end) {
    int count = end - from;
    if (count <= Long.BYTES) {
      return before(source, end, count);
    }
    long high = before(source, end - Long.BYTES, count - Long.BYTES);
    long low = before(source, end, Long.BYTES);
    return (high | low) < 0 ? NONE : high * EIGHT + low;
  }
}
