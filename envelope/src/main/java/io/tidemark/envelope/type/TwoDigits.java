package io.tidemark.envelope.type;

/**
 * Three numbers of two digits in eight bytes, such as {@code 26-01-31} and {@code 13:14:15}, read
 * in one word.
 */
final class TwoDigits {
  private static final long ZEROS = 0x3030_0030_3000_3030L;

  /** Puts a character into the places between the numbers. */
  private static final long SEPARATORS = 0x0000_0100_0001_0000L;

  /** Added to a digit's value gives a sign bit beyond 9, and beyond 0 between the numbers. */
  private static final long TOO_LARGE = 0x7676_7F76_767F_7676L;

  private static final long SIGNS = 0x8080_8080_8080_8080L;

  private TwoDigits() {}

  /** The three numbers in one, or -1 where there is another form. */
  static int three(byte[] source, int offset, char separator) {
    long digits = Wire.longAt(source, offset) ^ (ZEROS | separator * SEPARATORS);
    if (((digits + TOO_LARGE | digits) & SIGNS) != 0) {
      return -1;
    }
    long numbers = (digits >>> 8) * 10 + digits;
    return (int) (((numbers >>> 32) & 0xff0000) | ((numbers >>> 16) & 0xff00) | (numbers & 0xff));
  }

  static int first(int three) {
    return three >> 16;
  }

  static int second(int three) {
    return three >> 8 & 0xff;
  }

  static int third(int three) {
    return three & 0xff;
  }
}
