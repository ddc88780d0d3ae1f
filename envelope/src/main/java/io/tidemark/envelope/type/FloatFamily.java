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
        return;
      }
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
