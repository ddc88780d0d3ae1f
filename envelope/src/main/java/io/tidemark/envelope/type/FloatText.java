package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/** Floats as PostgreSQL prints them: {@code 1}, {@code 0.0001}, {@code 1e-05}. */
final class FloatText {
  private static final int SMALLEST_PLAIN_EXPONENT = -4;

  /** From this decimal exponent on, PostgreSQL prints it. */
  private static final int FLOAT4_DIGITS = 6;

  private static final int FLOAT8_DIGITS = 15;
  private static final int EXPONENT_DIGITS = 2;

  private FloatText() {}

  static void write(float value, JsonBuffer text) {
    String java = Float.toString(value);
    if (Float.isFinite(value)) {
      write(java, decimal -> decimal.floatValue() == Math.abs(value), FLOAT4_DIGITS, text);
    } else {
      TypeOutputs.ascii(java, text);
    }
  }

  static void write(double value, JsonBuffer text) {
    String java = Double.toString(value);
    if (Double.isFinite(value)) {
      write(java, decimal -> decimal.doubleValue() == Math.abs(value), FLOAT8_DIGITS, text);
    } else {
      TypeOutputs.ascii(java, text);
    }
  }

  /** Java prints one digit more than it takes for some values, such as the smallest. */
  private static BigDecimal shortest(String java, Predicate<BigDecimal> reads) {
    BigDecimal value = new BigDecimal(java).abs().stripTrailingZeros();
    BigDecimal shorter = value;
    while (shorter.precision() > 1 && reads.test(shorter)) {
      value = shorter;
      shorter =
          value
              .round(new MathContext(value.precision() - 1, RoundingMode.HALF_EVEN))
              .stripTrailingZeros();
    }
    return reads.test(shorter) ? shorter : value;
  }

  private static void write(
      String java, Predicate<BigDecimal> reads, int plainDigits, JsonBuffer text) {
    if (java.charAt(0) == '-') {
      text.raw('-');
    }
    BigDecimal value = shortest(java, reads);
    int exponent = value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
    if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent < plainDigits) {
      TypeOutputs.ascii(value.toPlainString(), text);
      return;
    }
    String digits = value.unscaledValue().toString();
    text.raw(digits.charAt(0));
    if (digits.length() > 1) {
      text.raw('.');
      TypeOutputs.ascii(digits.substring(1), text);
    }
    text.raw('e').raw(exponent < 0 ? '-' : '+');
    int magnitude = Math.abs(exponent);
    if (magnitude < 100) {
      text.padded(magnitude, EXPONENT_DIGITS);
    } else {
      text.number(magnitude);
    }
  }
}
