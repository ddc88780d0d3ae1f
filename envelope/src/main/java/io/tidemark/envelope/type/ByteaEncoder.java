package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * Reads bytea text in both formats of {@code bytea_output}: {@code \x00ff} and {@code \000\377}.
 */
final class ByteaEncoder implements ColumnEncoder {
  private final BinaryForm form;
  private byte[] scratch = new byte[256];

  ByteaEncoder(BinaryForm form) {
    this.form = form;
  }

  @Override
  public void binary(byte[] source, int offset, int length, JsonBuffer json) {
    form.write(source, offset, length, json);
  }

  @Override
  public void text(byte[] source, int offset, int length, JsonBuffer json) {
    if (scratch.length < length) {
      scratch = new byte[length];
    }
    boolean hex = length >= 2 && source[offset] == '\\' && source[offset + 1] == 'x';
    int decoded = hex ? hex(source, offset, length) : escaped(source, offset, length);
    form.write(scratch, 0, decoded, json);
  }

  private int hex(byte[] source, int offset, int length) {
    int count = length / 2 - 1;
    if (!HexDigits.decode(source, offset + 2, count, scratch)) {
      throw ValueException.text("bytea in hex", source, offset, length);
    }
    return count;
  }

  /** A byte outside printable ASCII is a backslash and three octal digits; a backslash is two. */
  private int escaped(byte[] source, int offset, int length) {
    int end = offset + length;
    int count = 0;
    for (int at = offset; at < end; count++) {
      if (source[at] != '\\') {
        scratch[count] = source[at++];
      } else if (at + 1 < end && source[at + 1] == '\\') {
        scratch[count] = '\\';
        at += 2;
      } else if (at + 3 < end) {
        int high = (source[at + 1] - '0') * 64;
        scratch[count] = (byte) (high + (source[at + 2] - '0') * 8 + source[at + 3] - '0');
        at += 4;
      } else {
        throw ValueException.text("bytea in escape format", source, offset, length);
      }
    }
    return count;
  }
}
