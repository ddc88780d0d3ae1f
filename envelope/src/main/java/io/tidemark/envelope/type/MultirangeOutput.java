package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * Multiranges: {@code {[1,2),[5,9)}}.
 *
 * @param range prints one of the ranges
 */
record MultirangeOutput(TypeOutput range) implements TypeOutput {

  /** Int32 count, then for each range: Int32 length and the bytes. */
  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    WireSlice slice = new WireSlice("multirange", source, offset, length);
    int count = slice.nextInt();
    text.raw('{');
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        text.raw(',');
      }
      int size = slice.nextInt();
      range.write(source, slice.skip(size), size, text);
    }
    text.raw('}');
    slice.requireEnd();
  }
}
