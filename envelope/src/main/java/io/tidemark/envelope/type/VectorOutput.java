package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** {@code int2vector} and {@code oidvector}: {@code 1 2 3}; arrays in binary. */
final class VectorOutput implements TypeOutput {
  private final BinaryArray.Element element;
  private final BinaryArray array = new BinaryArray();

  VectorOutput(TypeOutput element) {
    this.element = element::write;
  }

  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    array.over(source, offset, length);
    int count = array.count();
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        text.raw(' ');
      }
      array.next(element, text);
    }
    array.requireEnd();
  }
}
