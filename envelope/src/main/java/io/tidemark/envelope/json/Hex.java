package io.tidemark.envelope.json;

/** Lower-case hexadecimal, eight digits at a time, all in one word. */
final class Hex {
  static final int UUID_LENGTH = 36;

  private static final long NIBBLES = 0x000f_000f_000f_000fL;
  private static final long EACH = 0x0101_0101_0101_0101L;

  /** From the digit that would follow 9 to {@code a}. */
  private static final int LETTERS = 'a' - '0' - 10;

  private Hex() {}

  /** Writes two digits a byte, and up to six bytes behind them; returns where they end. */
  static int write(byte[] source, int offset, int length, byte[] target, int at) {
    int end = offset + length;
    int out = at;
    int in = offset;
    for (; end - in >= Integer.BYTES; in += Integer.BYTES, out += Long.BYTES) {
      Words.put(target, out, digits(Words.getInt(source, in)));
    }
    for (; in < end; in++, out += 2) {
      Words.put(target, out, digits(source[in] & 0xff));
    }
    return out;
  }

  /** Writes {@code a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}. */
  static void writeUuid(byte[] source, int offset, byte[] target, int at) {
    Words.put(target, at, digits(Words.getInt(source, offset)));
    long middle = digits(Words.getInt(source, offset + 4));
    target[at + 8] = '-';
    Words.putInt(target, at + 9, (int) middle);
    target[at + 13] = '-';
    Words.putInt(target, at + 14, (int) (middle >>> Integer.SIZE));
    middle = digits(Words.getInt(source, offset + 8));
    target[at + 18] = '-';
    Words.putInt(target, at + 19, (int) middle);
    target[at + 23] = '-';
    Words.putInt(target, at + 24, (int) (middle >>> Integer.SIZE));
    Words.put(target, at + 28, digits(Words.getInt(source, offset + 12)));
  }

  /** The digits of four bytes, the first of each lowest. */
  private static long digits(int bytes) {
    long twos = (bytes & 0xffffL) | (bytes & 0xffff_0000L) << 16;
    long ones = (twos | twos << 8) & 0x00ff_00ff_00ff_00ffL;
    long values = (ones >>> 4 & NIBBLES) | (ones & NIBBLES) << 8;
    long letters = (values + 6 * EACH) >>> 4 & EACH;
    return values + '0' * EACH + letters * LETTERS;
  }
}
