package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** Types whose binary format is their text behind a version byte, which is 1. */
record VersionedOutput(String type) implements TypeOutput {

  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    if (length == 0 || source[offset] != 1) {
      throw new ValueException(
          "expected version 1 of binary "
              + type
              + ", found "
              + (length == 0 ? "no bytes" : Byte.toString(source[offset])));
    }
    text.raw(source, offset + 1, length - 1);
  }
}
