package io.tidemark.envelope.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.envelope.type.TypeConfig.DecimalHandling;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumericEncodingTest {
  private static final String LARGEST = "123456789012345678901234567890";

  private static Values numeric(int precision, int scale, DecimalHandling mode) {
    int modifier = (precision << 16 | (scale & 0x7ff)) + 4;
    return Values.of("numeric", modifier, TypeConfig.builder().decimals(mode).build());
  }

  private static Values bare(DecimalHandling mode) {
    return Values.of("numeric", -1, TypeConfig.builder().decimals(mode).build());
  }

  private static BigDecimal decimal(String json, int scale) {
    byte[] unscaled = Base64.getDecoder().decode(Values.unquoted(json));
    return new BigDecimal(new BigInteger(unscaled), scale);
  }

  /** Four decimal digits a group, aligned at the decimal point. */
  private static byte[] binary(BigDecimal value) {
    BigDecimal magnitude = value.abs();
    int groupsBehind = (value.scale() + 3) / 4;
    String digits = magnitude.movePointRight(groupsBehind * 4).toBigIntegerExact().toString();
    digits = "0".repeat((4 - digits.length() % 4) % 4) + digits;
    int groups = digits.length() / 4;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int16(out, groups);
    int16(out, groups - groupsBehind - 1);
    int16(out, value.signum() < 0 ? 0x4000 : 0);
    int16(out, value.scale());
    for (int i = 0; i < groups; i++) {
      int16(out, Integer.parseInt(digits.substring(4 * i, 4 * i + 4)));
    }
    return out.toByteArray();
  }

  private static void int16(ByteArrayOutputStream out, int value) {
    out.write(value >>> 8);
    out.write(value);
  }

  @Property
  void writesTheUnscaledValueAtTheColumnsScale(
      @ForAll @BigRange(min = "-" + LARGEST, max = LARGEST) BigInteger unscaled,
      @ForAll @IntRange(max = 12) int scale) {
    BigDecimal value = new BigDecimal(unscaled, scale);
    Values numeric = numeric(40, scale, DecimalHandling.PRECISE);

    String json = numeric.text(value.toPlainString());

    assertThat(Values.unquoted(json))
        .isEqualTo(Base64.getEncoder().encodeToString(unscaled.toByteArray()));
    assertThat(numeric.binary(binary(value))).isEqualTo(json);
  }

  @Property
  void writesTheSameTextFromBothFormats(
      @ForAll @BigRange(min = "-" + LARGEST, max = LARGEST) @Scale(9) BigDecimal value) {
    Values text = bare(DecimalHandling.STRING);

    assertThat(text.text(value.toPlainString())).isEqualTo("\"" + value.toPlainString() + "\"");
    assertThat(text.binary(binary(value))).isEqualTo("\"" + value.toPlainString() + "\"");
  }

  @Property
  void writesTheNearestDouble(
      @ForAll @BigRange(min = "-" + LARGEST, max = LARGEST) @Scale(9) BigDecimal value) {
    Assume.that(value.signum() != 0);

    String json = bare(DecimalHandling.DOUBLE).text(value.toPlainString());

    assertThat(Double.parseDouble(json)).isEqualTo(value.doubleValue());
    assertThat(bare(DecimalHandling.DOUBLE).binary(binary(value))).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource({
    "1.50, 1, 15",
    "100, 0, 100",
    "0.000, 0, 0",
    "-0.10, 1, -1",
    "0.0012, 4, 12",
    "10.0, 0, 10"
  })
  void stripsTrailingZerosOfABareNumeric(String text, int scale, int unscaled) {
    String value = Base64.getEncoder().encodeToString(BigInteger.valueOf(unscaled).toByteArray());

    assertThat(bare(DecimalHandling.PRECISE).text(text))
        .isEqualTo("{\"scale\":" + scale + ",\"value\":\"" + value + "\"}");
  }

  @Test
  void readsANegativeScale() {
    String json = numeric(3, -2, DecimalHandling.PRECISE).text("-12300");

    assertThat(decimal(json, -2)).isEqualByComparingTo("-12300");
  }

  @Test
  void writesTheDecimalsThatBinaryDigitsLeaveOut() {
    byte[] onePointZero = {0, 1, 0, 0, 0, 0, 0, 3, 0, 1};
    byte[] zero = {0, 0, 0, 0, 0, 0, 0, 2};

    assertThat(bare(DecimalHandling.STRING).binary(onePointZero)).isEqualTo("\"1.000\"");
    assertThat(bare(DecimalHandling.STRING).binary(zero)).isEqualTo("\"0.00\"");
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, C000, NAN, NaN",
    "Infinity, D000, POSITIVE_INFINITY, Infinity",
    "-Infinity, F000, NEGATIVE_INFINITY, -Infinity"
  })
  void namesWhatIsNotFinite(String text, String sign, String asString, String asDouble) {
    int bits = Integer.parseInt(sign, 16);
    byte[] binary = {0, 0, 0, 0, (byte) (bits >> 8), (byte) bits, 0, 0};

    assertThat(bare(DecimalHandling.STRING).text(text)).isEqualTo("\"" + asString + "\"");
    assertThat(bare(DecimalHandling.STRING).binary(binary)).isEqualTo("\"" + asString + "\"");
    assertThat(bare(DecimalHandling.DOUBLE).binary(binary)).isEqualTo("\"" + asDouble + "\"");
    assertThatThrownBy(() -> bare(DecimalHandling.PRECISE).binary(binary))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining(text);
  }

  @Test
  void refusesMoreDecimalsThanTheColumnHas() {
    assertThatThrownBy(() -> numeric(5, 2, DecimalHandling.PRECISE).text("1.234"))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("scale 2")
        .hasMessageContaining("1.234");
  }
}
