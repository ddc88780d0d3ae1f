package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** The extension's {@code hstore}: {@code "a"=>"1", "b"=>NULL}. */
final class HstoreOutput implements TypeOutput {
  private final WireSlice slice = new WireSlice("hstore");

  /**
   * Int32 count, then for each pair: Int32 length and the key, Int32 length or -1 and the value.
   */
  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    slice.over(source, offset, length);
    int count = slice.nextInt();
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        text.raw(',').raw(' ');
      }
      quoted(text);
      text.raw('=').raw('>');
      quoted(text);
    }
    slice.requireEnd();
  }

  private void quoted(JsonBuffer text) {
    int length = slice.nextInt();
    if (length < 0) {
      TypeOutputs.ascii("NULL", text);
      return;
    }
    text.raw('"');
    int start = slice.skip(length);
    for (int i = start; i < start + length; i++) {
      byte c = slice.source()[i];
      if (c == '"' || c == '\\') {
        text.raw('\\');
      }
      text.raw((char) c);
    }
    text.raw('"');
  }
}
