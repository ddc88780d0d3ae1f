package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** Ranges: {@code [1,5)}, {@code (,"2024-01-01 00:00:00"]}, {@code empty}. */
final class RangeOutput implements TypeOutput {
  private static final int EMPTY = 0x01;
  private static final int LOWER_INCLUSIVE = 0x02;
  private static final int UPPER_INCLUSIVE = 0x04;
  private static final int LOWER_INFINITE = 0x08;
  private static final int UPPER_INFINITE = 0x10;

  private final TypeOutput subtype;
  private final TextQuoting quoting = TextQuoting.inRange();
  private final WireSlice slice = new WireSlice("range");

  RangeOutput(TypeOutput subtype) {
    this.subtype = subtype;
  }

  /** Byte flags, then each bound that is not infinite: Int32 length and the bytes. */
  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    slice.over(source, offset, length);
    int flags = slice.nextByte();
    if ((flags & EMPTY) != 0) {
      TypeOutputs.ascii("empty", text);
    } else {
      text.raw((flags & LOWER_INCLUSIVE) != 0 ? '[' : '(');
      bound((flags & LOWER_INFINITE) != 0, text);
      text.raw(',');
      bound((flags & UPPER_INFINITE) != 0, text);
      text.raw((flags & UPPER_INCLUSIVE) != 0 ? ']' : ')');
    }
    slice.requireEnd();
  }

  private void bound(boolean infinite, JsonBuffer text) {
    if (!infinite) {
      int length = slice.nextInt();
      int start = text.size();
      subtype.write(slice.source(), slice.skip(length), length, text);
      quoting.quote(start, text);
    }
  }
}
