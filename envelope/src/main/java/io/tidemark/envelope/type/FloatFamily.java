package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * {@code float4} and {@code float8}, written as Java writes them; NaN and the infinities are
 * strings.
 *
 * <p>PostgreSQL's text is the shortest that reads back to the same value, so its digits are taken
 * over.
 */
final class FloatFamily implements TypeFamily {

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (use.is("float4")) {
      return Encoding.fixed(ConnectSchema.of("float"), new Float4(), "0.0");
    }
    return use.is("float8")
        ? Encoding.fixed(ConnectSchema.of("double"), new Float8(), "0.0")
        : null;
  }

  private abstract static sealed class Text implements ColumnEncoder {
    /** From here on Double.toString writes an exponent. */
    private static final int LARGEST_PLAIN_WHOLE = 7;

    private static final int MOST_DECIMALS = 16;

    final DecimalText decimal = new DecimalText();
    private final int leastPoint;

    Text(int leastPoint) {
      this.leastPoint = leastPoint;
    }

    @Override
    public final void text(byte[] source, int offset, int length, JsonBuffer json) {
      byte last = length == 0 ? 0 : source[offset + length - 1];
      if (last == 'N' || last == 'y') {
        json.string(source, offset, length);
      } else if (length > 0 && isPlainInJava(source, offset, length)) {
        json.raw(source, offset, length);
      } else {
        digits(source, offset, length, json);
      }
    }

    /** Whether Java too writes it so: a point, and neither a large nor a small number. */
    private static boolean isPlainInJava(byte[] source, int offset, int length) {
      int first = source[offset] == '-' ? offset + 1 : offset;
      int point = first + EightDigits.count(source, first);
      int end = offset + length;
      int decimals = end - point - 1;
      return point > first
          && point - first <= LARGEST_PLAIN_WHOLE
          && decimals > 0
          && decimals <= MOST_DECIMALS
          && source[point] == '.'
          && (source[first] != '0' || source[point + 1] != '0')
          && source[end - 1] != '0'
          && EightDigits.between(source, point + 1, end) >= 0;
    }

    private void digits(byte[] source, int offset, int length, JsonBuffer json) {
      decimal.read(source, offset, length);
      if (decimal.count() > 0 && decimal.point() < leastPoint) {
        // So close to zero, Java prints two digits where PostgreSQL prints one.
        java(new String(source, offset, length, StandardCharsets.US_ASCII), json);
      } else {
        decimal.writeAsDouble(json);
      }
    }

    abstract void java(String text, JsonBuffer json);
  }

  private static final class Float4 extends Text {
    private static final int LEAST_POINT = -36;

    Float4() {
      super(LEAST_POINT);
    }

    @Override
    void java(String text, JsonBuffer json) {
      decimal.write(Float.parseFloat(text), json);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      Wire.require("float4", Float.BYTES, length);
      decimal.write(Float.intBitsToFloat(Wire.intAt(source, offset)), json);
    }
  }

  private static final class Float8 extends Text {
    private static final int LEAST_POINT = -306;

    Float8() {
      super(LEAST_POINT);
    }

    @Override
    void java(String text, JsonBuffer json) {
      decimal.write(Double.parseDouble(text), json);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      Wire.require("float8", Double.BYTES, length);
      decimal.write(Double.longBitsToDouble(Wire.longAt(source, offset)), json);
    }
  }
}
