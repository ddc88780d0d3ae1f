package io.tidemark.envelope.type;

/**
 * Reads the parts of binary values that are made of others, one value after the other. Belongs to
 * one thread.
 */
final class WireSlice {
  private static final byte[] NONE = {};

  private final String type;
  private byte[] source = NONE;
  private int end;
  private int at;

  /** A slice of nothing yet. */
  WireSlice(String type) {
    this.type = type;
  }

  /** Goes to the start of a value. */
  void over(byte[] value, int offset, int length) {
    source = value;
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
