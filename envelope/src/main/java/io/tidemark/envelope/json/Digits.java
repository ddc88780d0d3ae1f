package io.tidemark.envelope.json;

/**
 * Eight decimal digits at a time, all in one word: each step halves the numbers in its lanes and
 * doubles the lanes, so that three multiplications do what eight divisions would.
 */
final class Digits {
  /** What eight digits can say, and one more. */
  static final int EIGHT = 100_000_000;

  private static final long ASCII = 0x3030303030303030L;

  private Digits() {}

  /** The digits of a number below 10^8 as values from 0 to 9, zeros in front, the first lowest. */
  private static long split(int value) {
    int high = value / 10_000;
    long fours = high | ((long) (value - high * 10_000) << 32);
    // Below 10,000 x * 10486 >> 20 is x / 100, and below 100 x * 103 >> 10 is x / 10.
    long hundreds = ((fours * 10_486) >>> 20) & 0x0000007F_0000007FL;
    long twos = hundreds | ((fours - hundreds * 100) << 16);
    long tens = ((twos * 103) >>> 10) & 0x000F000F_000F000FL;
    return tens | ((twos - tens * 10) << 8);
  }

  /** Writes exactly eight digits. */
  static void eight(int value, byte[] target, int at) {
    Words.put(target, at, split(value) | ASCII);
  }

  /**
   * Writes the last {@code width} digits of a number below 10^8, at most eight of them, and up to
   * seven bytes behind them.
   */
  static void last(int value, int width, byte[] target, int at) {
    Words.put(target, at, (split(value) | ASCII) >>> (Byte.SIZE * (Long.BYTES - width)));
  }
}
