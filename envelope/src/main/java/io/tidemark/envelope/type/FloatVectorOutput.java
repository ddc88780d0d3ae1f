package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** pgvector's {@code vector} and {@code halfvec}: {@code [1,2.5,-3e-05]}. */
final class FloatVectorOutput implements TypeOutput {
  private static final int HEADER = 2 * Short.BYTES;

  private final String name;
  private final int width;
  private final Element element;

  /** Reads one number. */
  private interface Element {
    float at(byte[] source, int offset);
  }

  private FloatVectorOutput(String name, int width, Element element) {
    this.name = name;
    this.width = width;
    this.element = element;
  }

  /** Four bytes a number. */
  static FloatVectorOutput single() {
    return new FloatVectorOutput("vector", Float.BYTES, FloatVectorOutput::floatAt);
  }

  /** Two bytes a number. */
  static FloatVectorOutput half() {
    return new FloatVectorOutput("halfvec", Short.BYTES, FloatVectorOutput::halfAt);
  }

  /** Int16 count, Int16 unused, then the numbers. */
  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    int count = length < HEADER ? 0 : Wire.shortAt(source, offset);
    Wire.require(name, HEADER + count * width, length);
    text.raw('[');
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        text.raw(',');
      }
      FloatText.write(element.at(source, offset + HEADER + i * width), text);
    }
    text.raw(']');
  }

  static float floatAt(byte[] source, int offset) {
    return Float.intBitsToFloat(Wire.intAt(source, offset));
  }

  /** One bit of sign, five of exponent, ten of fraction. */
  private static float halfAt(byte[] source, int offset) {
    int bits = Wire.shortAt(source, offset);
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float magnitude =
        exponent == 0
            ? Math.scalb((float) fraction, -24)
            : Math.scalb((float) (fraction | 0x400), exponent - 25);
    return bits < 0 ? -magnitude : magnitude;
  }
}
