package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** {@code tsvector}: {@code 'a b':3C 'fat':1,4A}. */
final class TsVectorOutput implements TypeOutput {
  private static final String WEIGHTS = "DCBA";

  private final WireSlice slice = new WireSlice("tsvector");

  /**
   * Int32 count; for each lexeme: its text and a zero byte, UInt16 count, then UInt16 positions
   * with the weight in the two highest bits.
   */
  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    slice.over(source, offset, length);
    int count = slice.nextInt();
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        text.raw(' ');
      }
      lexeme(slice, text);
      int positions = slice.nextUnsignedShort();
      for (int j = 0; j < positions; j++) {
        int position = slice.nextUnsignedShort();
        text.raw(j == 0 ? ':' : ',').number(position & 0x3fff);
        int weight = position >> 14;
        if (weight > 0) {
          text.raw(WEIGHTS.charAt(weight));
        }
      }
    }
    slice.requireEnd();
  }

  /** In single quotes, with quotes and backslashes doubled. */
  static void lexeme(WireSlice slice, JsonBuffer text) {
    int start = slice.position();
    int length = slice.skipString();
    text.raw('\'');
    for (int i = start; i < start + length; i++) {
      byte c = slice.source()[i];
      if (c == '\'' || c == '\\') {
        text.raw((char) c);
      }
      text.raw((char) c);
    }
    text.raw('\'');
  }
}
