package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** The extension's {@code cube}: {@code (1, 2),(3, 4)}, or one corner alone for a point. */
final class CubeOutput implements TypeOutput {
  private static final int POINT = 0x80000000;

  /** Int32 dimensions with the highest bit set for a point, then Float64 for each coordinate. */
  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    int header = length < Integer.BYTES ? 0 : Wire.intAt(source, offset);
    int dimensions = header & ~POINT;
    int corners = (header & POINT) != 0 ? 1 : 2;
    Wire.require("cube", Integer.BYTES + corners * dimensions * Double.BYTES, length);
    for (int i = 0; i < corners; i++) {
      if (i > 0) {
        text.raw(',');
      }
      text.raw('(');
      int from = offset + Integer.BYTES + i * dimensions * Double.BYTES;
      for (int j = 0; j < dimensions; j++) {
        if (j > 0) {
          text.raw(',').raw(' ');
        }
        NumberOutputs.float8(source, from + j * Double.BYTES, Double.BYTES, text);
      }
      text.raw(')');
    }
  }
}
