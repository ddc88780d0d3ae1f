package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** {@code bit} and {@code varbit}: Int32 count, then the bits from the highest of each byte on. */
final class BitOutput implements TypeOutput {

  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    int count = count(source, offset, length);
    for (int i = 0; i < count; i++) {
      text.raw((char) ('0' + bit(source, offset, i)));
    }
  }

  static int count(byte[] source, int offset, int length) {
    int count = length < Integer.BYTES ? -1 : Wire.intAt(source, offset);
    Wire.require("bit", (int) (Integer.BYTES + (count + 7L) / 8), length);
    return count;
  }

  static int bit(byte[] source, int offset, int index) {
    return source[offset + Integer.BYTES + index / 8] >> (7 - index % 8) & 1;
  }
}
