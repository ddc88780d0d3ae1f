package io.tidemark.envelope.type;

import java.math.BigInteger;

/** Powers of ten to 128 bits, over the range that doubles take. */
final class PowerOfTen {
  private static final int SMALLEST = -292;
  private static final int LARGEST = 324;
  private static final int BITS = 128;

  // 10^e = (high x 2^64 + low) x 2^(floorLog2(e) - 127), rounded up
  private static final long[] HIGH = new long[LARGEST - SMALLEST + 1];
  private static final long[] LOW = new long[LARGEST - SMALLEST + 1];

  static {
    for (int e = SMALLEST; e <= LARGEST; e++) {
      BigInteger significand = significand(e);
      HIGH[e - SMALLEST] = significand.shiftRight(Long.SIZE).longValue();
      LOW[e - SMALLEST] = significand.longValue();
    }
  }

  private PowerOfTen() {}

  private static BigInteger significand(int e) {
    int shift = BITS - 1 - floorLog2(e);
    BigInteger power = BigInteger.TEN.pow(Math.abs(e));
    BigInteger numerator = e < 0 ? BigInteger.ONE : power;
    BigInteger denominator = e < 0 ? power : BigInteger.ONE;
    if (shift >= 0) {
      numerator = numerator.shiftLeft(shift);
    } else {
      denominator = denominator.shiftLeft(-shift);
    }
    return numerator.add(denominator).subtract(BigInteger.ONE).divide(denominator);
  }

  /** The largest integer not above log10(2^q), or log10(3/4 x 2^q). */
  static int floorLog10(int q, boolean threeQuarters) {
    // log10(2) and log10(4/3) in units of 2^-22, exact for |q| <= 1500
    return (q * 1_262_611 - (threeQuarters ? 524_031 : 0)) >> 22;
  }

  /** The largest integer not above log2(10^e). */
  static int floorLog2(int e) {
    // log2(10) in units of 2^-19, exact for |e| <= 1233
    return (e * 1_741_647) >> 19;
  }

  /**
   * {@code value x 10^e / 2^(floorLog2(e) + 1)}, cut off; what was cut off, if anything, leaves its
   * mark in the last bit, so that comparing the results compares the products.
   */
  static long scale(long value, int e) {
    long low = multiplyHigh(LOW[e - SMALLEST], value);
    long high = HIGH[e - SMALLEST];
    long middle = high * value + low;
    long top = multiplyHigh(high, value) + (Long.compareUnsigned(middle, low) < 0 ? 1 : 0);
    // 1 comes from rounding the power up.
    return Long.compareUnsigned(middle, 1) > 0 ? top | 1 : top;
  }

  /** The upper half of the product of an unsigned and a positive number. */
  private static long multiplyHigh(long unsigned, long positive) {
    return Math.multiplyHigh(unsigned, positive) + (unsigned < 0 ? positive : 0);
  }
}
