package io.tidemark.envelope.type;

/** Reads the parts of a binary value that is made of others. */
final class WireSlice {
  private final String type;
  private final byte[] source;
  private final int end;
  private int at;

  WireSlice(String type, byte[] source, int offset, int length) {
    this.type = type;
    this.source = source;
    at = offset;
    end = offset + length;
  }

  byte[] source() {
    return source;
  }

  int nextByte() {
    return source[skip(1)];
  }

  int nextUnsignedShort() {
    return Wire.shortAt(source, skip(Short.BYTES)) & 0xffff;
  }

  int nextInt() {
    return Wire.intAt(source, skip(Integer.BYTES));
  }

  /** Passes over some bytes and returns where they start. */
  int skip(int length) {
    if (length < 0 || length > end - at) {
      throw new ValueException(
          "expected " + length + " more bytes of binary " + type + ", found " + (end - at));
    }
    at += length;
    return at - length;
  }

  /** Passes over a string that ends in a zero byte, and returns its length. */
  int skipString() {
    int start = at;
    while (nextByte() != 0) {
      // nextByte() throws at the end.
    }
    return at - 1 - start;
  }

  int position() {
    return at;
  }

  void requireEnd() {
    if (at != end) {
      throw new ValueException(
          "expected the end of binary " + type + ", found " + (end - at) + " more bytes");
    }
  }
}
