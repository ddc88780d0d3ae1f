package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** Multiranges: {@code {[1,2),[5,9)}}. */
final class MultirangeOutput implements TypeOutput {
  private final TypeOutput range;
  private final WireSlice slice = new WireSlice("multirange");

  MultirangeOutput(TypeOutput range) {
    this.range = range;
  }

  /** Int32 count, then for each range: Int32 length and the bytes. */
  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    slice.over(source, offset, length);
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
