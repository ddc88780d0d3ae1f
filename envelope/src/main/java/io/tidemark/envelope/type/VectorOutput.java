package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * {@code int2vector} and {@code oidvector}: {@code 1 2 3}; arrays in binary.
 *
 * @param element prints a number
 */
record VectorOutput(TypeOutput element) implements TypeOutput {

  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    WireSlice slice = new WireSlice("vector", source, offset, length);
    int count = BinaryArray.readCount(slice);
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        text.raw(' ');
      }
      int size = slice.nextInt();
      element.write(source, slice.skip(size), size, text);
    }
    slice.requireEnd();
  }
}
