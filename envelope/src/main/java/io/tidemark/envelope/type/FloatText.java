package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import java.math.BigDecimal;

/** Floats as PostgreSQL prints them: {@code 1}, {@code 0.0001}, {@code 1e-05}. */
final class FloatText {
  private static final int SMALLEST_PLAIN_EXPONENT = -4;

  /** From this decimal exponent on, PostgreSQL prints it. */
  private static final int FLOAT4_DIGITS = 6;

  private static final int FLOAT8_DIGITS = 15;
  private static final int EXPONENT_DIGITS = 2;

  private FloatText() {}

  static void write(float value, JsonBuffer text) {
    if (Float.isFinite(value)) {
      write(
          Float.floatToRawIntBits(value) < 0, new ShortestDecimal().of(value), FLOAT4_DIGITS, text);
    } else {
      TypeOutputs.ascii(Float.toString(value), text);
    }
  }

  static void write(double value, JsonBuffer text) {
    if (Double.isFinite(value)) {
      write(
          Double.doubleToRawLongBits(value) < 0,
          new ShortestDecimal().of(value),
          FLOAT8_DIGITS,
          text);
    } else {
      TypeOutputs.ascii(Double.toString(value), text);
    }
  }

  private static void write(
      boolean negative, ShortestDecimal shortest, int plainDigits, JsonBuffer text) {
    if (negative) {
      text.raw('-');
    }
    BigDecimal value =
        BigDecimal.valueOf(shortest.digits(), -shortest.exponent()).stripTrailingZeros();
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
