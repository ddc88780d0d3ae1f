package io.tidemark.envelope.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Held against the definition: reads back, no shorter number does, and none as short is closer.
 * {@code Double.toString} is no measure, JVMs before 19 print too many digits.
 */
class ShortestDecimalTest {

  @Property(tries = 2_000)
  void readsBackAndIsShortestAndClosest(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    Assume.that(Double.isFinite(value) && value != 0);

    shortestAndClosest(value);
  }

  @Property(tries = 2_000)
  void readsBackAndIsShortestAndClosestForFloats(@ForAll int bits) {
    float value = Float.intBitsToFloat(bits);
    Assume.that(Float.isFinite(value) && value != 0);

    shortestAndClosest(value);
  }

  @Example
  void holdsAtEveryPowerOfTwo() {
    for (int exponent = Double.MIN_EXPONENT - 52; exponent <= Double.MAX_EXPONENT; exponent++) {
      double power = Math.scalb(1.0, exponent);
      shortestAndClosest(power);
      shortestAndClosest(Math.nextUp(power));
      shortestAndClosest(Math.nextDown(power));
    }
    for (int exponent = Float.MIN_EXPONENT - 23; exponent <= Float.MAX_EXPONENT; exponent++) {
      float power = Math.scalb(1.0f, exponent);
      shortestAndClosest(power);
      shortestAndClosest(Math.nextUp(power));
      shortestAndClosest(Math.nextDown(power));
    }
    shortestAndClosest(Double.MAX_VALUE);
    shortestAndClosest(Float.MAX_VALUE);
  }

  @Example
  void keepsTwoDigitsInJavaWhereOneWouldDo() {
    assertThat(text(shortest().of(Double.MIN_VALUE))).isEqualTo("5E-324");
    assertThat(text(shortest().inJava(Double.MIN_VALUE))).isEqualTo("4.9E-324");
    assertThat(text(shortest().inJava(2 * Double.MIN_VALUE))).isEqualTo("9.9E-324");
    assertThat(text(shortest().of(Float.MIN_VALUE))).isEqualTo("1E-45");
    assertThat(text(shortest().inJava(Float.MIN_VALUE))).isEqualTo("1.4E-45");
    assertThat(text(shortest().inJava(Double.parseDouble("2e23")))).isEqualTo("2E+23");
    assertThat(text(shortest().inJava(Float.MIN_NORMAL))).isEqualTo("1.1754944E-38");
  }

  private static void shortestAndClosest(double value) {
    BigDecimal exact = new BigDecimal(value).abs();
    BigDecimal found = decimal(shortest().of(value));
    assertThat(found.doubleValue()).isEqualTo(Math.abs(value));
    assertThat(decimal(shortest().inJava(value)).doubleValue()).isEqualTo(Math.abs(value));
    for (BigDecimal other : neighbours(exact, found)) {
      if (other.doubleValue() == Math.abs(value)) {
        notBetter(exact, found, other);
      }
    }
  }

  private static void shortestAndClosest(float value) {
    BigDecimal exact = new BigDecimal(value).abs();
    BigDecimal found = decimal(shortest().of(value));
    assertThat(found.floatValue()).isEqualTo(Math.abs(value));
    assertThat(decimal(shortest().inJava(value)).floatValue()).isEqualTo(Math.abs(value));
    for (BigDecimal other : neighbours(exact, found)) {
      if (other.floatValue() == Math.abs(value)) {
        notBetter(exact, found, other);
      }
    }
  }

  private static void notBetter(BigDecimal exact, BigDecimal found, BigDecimal other) {
    assertThat(other.precision()).isGreaterThanOrEqualTo(found.precision());
    assertThat(other.subtract(exact).abs()).isGreaterThanOrEqualTo(found.subtract(exact).abs());
  }

  /** The numbers with as many digits, and with one less, on either side of the exact value. */
  private static BigDecimal[] neighbours(BigDecimal exact, BigDecimal found) {
    int scale = found.scale();
    return new BigDecimal[] {
      exact.setScale(scale, RoundingMode.FLOOR),
      exact.setScale(scale, RoundingMode.CEILING),
      exact.setScale(scale - 1, RoundingMode.FLOOR).stripTrailingZeros(),
      exact.setScale(scale - 1, RoundingMode.CEILING).stripTrailingZeros()
    };
  }

  private static ShortestDecimal shortest() {
    return new ShortestDecimal();
  }

  private static String text(ShortestDecimal value) {
    return decimal(value).toString();
  }

  private static BigDecimal decimal(ShortestDecimal value) {
    return BigDecimal.valueOf(value.digits(), -value.exponent()).stripTrailingZeros();
  }
}
