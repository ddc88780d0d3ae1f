package io.tidemark.envelope.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.envelope.json.JsonBuffer;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatEncodingTest {
  private final Values float4 = Values.of("float4");
  private final Values float8 = Values.of("float8");

  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "-0, -0.0",
    "0.1, 0.1",
    "1e+10, 1.0E10",
    "10000000, 1.0E7",
    "9999999, 9999999.0",
    "0.001, 0.001",
    "0.0001, 1.0E-4",
    "1.25e-07, 1.25E-7",
    "1.7976931348623157e+308, 1.7976931348623157E308",
    "5e-324, 4.9E-324"
  })
  void writesTheDigitsAsJavaDoes(String postgres, String java) {
    assertThat(float8.text(postgres)).isEqualTo(java);
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void quotesWhatIsNotFinite(String text) {
    double value = Double.parseDouble(text);

    assertThat(float8.text(text)).isEqualTo("\"" + text + "\"");
    assertThat(float8.binary(float8(value))).isEqualTo("\"" + text + "\"");
    assertThat(float4.binary(float4((float) value))).isEqualTo("\"" + text + "\"");
  }

  @Property
  void writesEveryDoubleTheSameFromTextAndBinary(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    if (Double.isFinite(value)) {
      JsonBuffer postgres = new JsonBuffer();
      FloatText.write(value, postgres);

      assertThat(Double.parseDouble(float8.binary(float8(value)))).isEqualTo(value);
      assertThat(float8.text(postgres.toString())).isEqualTo(float8.binary(float8(value)));
    }
  }

  @Property
  void writesEveryFloatTheSameFromTextAndBinary(@ForAll int bits) {
    float value = Float.intBitsToFloat(bits);
    if (Float.isFinite(value)) {
      JsonBuffer postgres = new JsonBuffer();
      FloatText.write(value, postgres);

      assertThat(Float.parseFloat(float4.binary(float4(value)))).isEqualTo(value);
      assertThat(float4.text(postgres.toString())).isEqualTo(float4.binary(float4(value)));
    }
  }

  @Property
  void writesShortDecimalsAsJavaDoes(
      @ForAll @LongRange(min = -99_999_999_999L, max = 99_999_999_999L) long tenThousandths) {
    double value = tenThousandths / 1e4;

    assertThat(float8.binary(float8(value))).isEqualTo(Double.toString(value));
  }

  private static byte[] float8(double value) {
    return ByteBuffer.allocate(Double.BYTES).putDouble(value).array();
  }

  private static byte[] float4(float value) {
    return ByteBuffer.allocate(Float.BYTES).putFloat(value).array();
  }
}
