package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * Reads bytea text in both formats of {@code bytea_output}: {@code \x00ff} and {@code \000\377}.
 */
final class ByteaEncoder implements ColumnEncoder {
  private static final byte NO_DIGIT = -1;

  /** By unsigned byte: what it stands for in hexadecimal. */
  private static final byte[] HEX = hexDigits();

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
    for (int i = 0; i < count; i++) {
      int high = HEX[source[offset + 2 + 2 * i] & 0xff];
      int low = HEX[source[offset + 3 + 2 * i] & 0xff];
      if ((high | low) < 0) {
        throw ValueException.text("bytea in hex", source, offset, length);
      }
      scratch[i] = (byte) (high << 4 | low);
    }
    return count;
  }

  private static byte[] hexDigits() {
    byte[] values = new byte[256];
    for (int digit = 0; digit < values.length; digit++) {
      int value = digit < 0x80 ? Character.digit(digit, 16) : NO_DIGIT;
      values[digit] = (byte) value;
    }
    return values;
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
