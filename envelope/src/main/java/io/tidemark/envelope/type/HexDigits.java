package io.tidemark.envelope.type;

/** Hexadecimal of either case, eight digits read in one word. */
final class HexDigits {
  /** Instead of a number where there are other characters. */
  static final int NONE = -1;

  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long LOW_NIBBLES = 0x0f * EACH;
  private static final long HIGH_NIBBLES = ~LOW_NIBBLES;
  private static final long TWOS = 0x00ff_00ff_00ff_00ffL;
  private static final long FOURS = 0x0000_ffff_0000_ffffL;

  private HexDigits() {}

  /** The 32 bits of eight digits, or {@link #NONE}. */
  static long eight(byte[] source, int offset) {
    long word = Wire.longAt(source, offset);
    long letters = (word >>> 6) & EACH;
    long values = (word & LOW_NIBBLES) + letters * 9;
    // Digits begin with 3; letters with 4 or 6, and stand for 10 to 15.
    long lower = word | letters << 5;
    long wrong = (lower ^ (letters * 3 + 3 * EACH) << 4) & HIGH_NIBBLES;
    wrong |= values & HIGH_NIBBLES;
    wrong |= ((values + 6 * EACH) >>> 4 & EACH) ^ letters;
    if (wrong != 0) {
      return NONE;
    }
    long bytes = (values >>> 4 | values) & TWOS;
    long pairs = (bytes >>> 8 | bytes) & FOURS;
    return (pairs >>> 16 | pairs) & 0xffff_ffffL;
  }

  /** The eight bits of two digits, or {@link #NONE}. */
  static int two(byte[] source, int offset) {
    int high = value(source[offset]);
    int low = value(source[offset + 1]);
    return (high | low) < 0 ? NONE : high << 4 | low;
  }

  /** Decodes two digits for each of so many bytes; false where there are other characters. */
  static boolean decode(byte[] source, int offset, int count, byte[] target) {
    int from = offset;
    int decoded = 0;
    long invalid = 0;
    for (; count - decoded >= Integer.BYTES; decoded += Integer.BYTES, from += Long.BYTES) {
      long four = eight(source, from);
      Wire.putInt(target, decoded, (int) four);
      invalid |= four;
    }
    for (; decoded < count; decoded++, from += 2) {
      int one = two(source, from);
      target[decoded] = (byte) one;
      invalid |= one;
    }
    return invalid >= 0;
  }

  private static int value(byte digit) {
    return digit < 0 ? NONE : Character.digit(digit, 16);
  }
}
