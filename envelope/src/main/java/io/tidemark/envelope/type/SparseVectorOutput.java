package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** pgvector's {@code sparsevec}: <code>{1:1.5,3:2}/5</code>. */
final class SparseVectorOutput implements TypeOutput {
  private static final int HEADER = 3 * Integer.BYTES;
  private static final int ELEMENT = Integer.BYTES + Float.BYTES;

  /**
   * Int32 dimensions, Int32 count, Int32 unused, then the positions from 0 on, each an Int32, then
   * the numbers, each a Float32.
   */
  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    int count = length < HEADER ? 0 : Wire.intAt(source, offset + Integer.BYTES);
    Wire.require("sparsevec", HEADER + count * ELEMENT, length);
    int positions = offset + HEADER;
    int numbers = positions + count * Integer.BYTES;
    text.raw('{');
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        text.raw(',');
      }
      text.number(Wire.intAt(source, positions + i * Integer.BYTES) + 1).raw(':');
      FloatText.write(FloatVectorOutput.floatAt(source, numbers + i * Float.BYTES), text);
    }
    text.raw('}').raw('/').number(Wire.intAt(source, offset));
  }
}
