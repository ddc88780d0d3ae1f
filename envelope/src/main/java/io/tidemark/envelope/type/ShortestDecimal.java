package io.tidemark.envelope.type;

/**
 * The shortest decimal number that reads back to a binary floating-point value, and of several the
 * one that is closest: {@code digits x 10^exponent}, without the sign.
 *
 * <p>JVMs before 19 print a digit too many for some values, so what {@code Double.toString} gives
 * depends on who runs it; this does not. The method is Raffaello Giulietti's <i>Schubfach</i>:
 * scale the value, and the bounds of what rounds to it, by the power of ten that leaves no more
 * than two candidates, and see which of them lie within.
 *
 * <p>Reused for every value; belongs to one thread.
 */
final class ShortestDecimal {
  private static final int FLOAT_FRACTION_BITS = 23;
  private static final int DOUBLE_FRACTION_BITS = 52;

  private long digits;
  private int exponent;

  /** The digits; the last ones may be zeros. */
  long digits() {
    return digits;
  }

  /** The power of ten of the last digit. */
  int exponent() {
    return exponent;
  }

  /** As PostgreSQL prints a finite value: {@code 5e-324}. */
  ShortestDecimal of(float value) {
    return binary(Float.floatToRawIntBits(value), FLOAT_FRACTION_BITS, Float.MIN_EXPONENT, 1);
  }

  /** As PostgreSQL prints a finite value: {@code 5e-324}. */
  ShortestDecimal of(double value) {
    return binary(Double.doubleToRawLongBits(value), DOUBLE_FRACTION_BITS, Double.MIN_EXPONENT, 1);
  }

  /** As Java prints a finite value, of two digits where it has the choice: {@code 4.9E-324}. */
  ShortestDecimal inJava(float value) {
    return binary(Float.floatToRawIntBits(value), FLOAT_FRACTION_BITS, Float.MIN_EXPONENT, 2);
  }

  /** As Java prints a finite value, of two digits where it has the choice: {@code 4.9E-324}. */
  ShortestDecimal inJava(double value) {
    return binary(Double.doubleToRawLongBits(value), DOUBLE_FRACTION_BITS, Double.MIN_EXPONENT, 2);
  }

  private ShortestDecimal binary(long bits, int fractionBits, int minExponent, int least) {
    long fraction = bits & (1L << fractionBits) - 1;
    int biased = (int) (bits >>> fractionBits) & 2 * (1 - minExponent) + 1;
    int smallest = minExponent - fractionBits;
    if (biased != 0) {
      boolean powerOfTwo = fraction == 0 && biased > 1;
      return shortest(fraction | 1L << fractionBits, smallest + biased - 1, powerOfTwo, least);
    }
    if (fraction == 0) {
      return found(0, 0);
    }
    shortest(fraction, smallest, false, least);
    if (least > 1 && digits <= 10) {
      // Next to zero one digit tells the values apart. Ten times the value needs one digit more.
      shortest(fraction * 10, smallest, false, least);
      exponent--;
    }
    return this;
  }

  private ShortestDecimal found(long foundDigits, int foundExponent) {
    digits = foundDigits;
    exponent = foundExponent;
    return this;
  }

  /**
   * Of {@code c x 2^q}.
   *
   * @param powerOfTwo whether the value below is only half as far away as the one above
   * @param least how many digits to keep though fewer would do
   */
  private ShortestDecimal shortest(long c, int q, boolean powerOfTwo, int least) {
    int k = PowerOfTen.floorLog10(q, powerOfTwo);
    int shift = q + PowerOfTen.floorLog2(-k) + 1;
    // In quarters, so that the bounds half-way to the neighbours are integers too
    long value = PowerOfTen.scale((4 * c) << shift, -k);
    long lower = PowerOfTen.scale((4 * c - (powerOfTwo ? 1 : 2)) << shift, -k);
    long upper = PowerOfTen.scale((4 * c + 2) << shift, -k);
    if ((c & 1) != 0) { // what lies on a bound is rounded to the even neighbour
      lower++;
      upper--;
    }
    long below = value >> 2;
    if (below >= (least == 1 ? 10 : 100)) {
      long tens = below / 10;
      boolean down = lower <= 40 * tens;
      boolean up = 40 * tens + 40 <= upper;
      if (down != up) {
        return found(down ? tens : tens + 1, k + 1);
      }
    }
    boolean down = lower <= 4 * below;
    boolean up = 4 * below + 4 <= upper;
    if (down == up) {
      long fromMiddle = value - (4 * below + 2);
      up = fromMiddle > 0 || (fromMiddle == 0 && (below & 1) != 0);
    }
    return found(up ? below + 1 : below, k);
  }
}
