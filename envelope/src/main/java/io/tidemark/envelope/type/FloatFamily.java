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

  /** Writes what {@code Double.toString} or {@code Float.toString} gave. */
  static void writeJava(String java, boolean finite, JsonBuffer json) {
    if (finite) {
      json.raw(java.getBytes(StandardCharsets.US_ASCII));
    } else {
      json.string(java);
    }
  }

  static void writeDouble(double value, JsonBuffer json) {
    if (!PlainDouble.write(value, json)) {
      writeJava(Double.toString(value), Double.isFinite(value), json);
    }
  }

  private abstract static sealed class Text implements ColumnEncoder {
    private final DecimalText decimal = new DecimalText();
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
        // So close to zero, Java prints a digit more than it takes.
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
      writeJava(Float.toString(Float.parseFloat(text)), true, json);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      Wire.require("float4", Float.BYTES, length);
      float value = Float.intBitsToFloat(Wire.intAt(source, offset));
      writeJava(Float.toString(value), Float.isFinite(value), json);
    }
  }

  private static final class Float8 extends Text {
    private static final int LEAST_POINT = -306;

    Float8() {
      super(LEAST_POINT);
    }

    @Override
    void java(String text, JsonBuffer json) {
      writeJava(Double.toString(Double.parseDouble(text)), true, json);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      Wire.require("float8", Double.BYTES, length);
      double value = Double.longBitsToDouble(Wire.longAt(source, offset));
      writeDouble(value, json);
    }
  }
}
