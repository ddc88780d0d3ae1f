package io.tidemark.envelope.json;

import java.nio.charset.StandardCharsets;

/** What Jackson escapes: quote, backslash and the control characters below U+0020; nothing else. */
final class JsonEscapes {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  /** Times a byte, puts it into all eight. */
  private static final long EACH = 0x0101010101010101L;

  private static final long SIGNS = EACH << 7;

  /** How many bytes the longest escape has. */
  static final int LONGEST = 6;

  private static final int SHORT_FORM = 2;

  /** By unsigned byte: the character after the backslash, {@code u} for the long form, or 0. */
  private static final byte[] TABLE = table();

  private JsonEscapes() {}

  /**
   * The sign bit of each byte of a word that has to be escaped, see Hacker's Delight, "Find first
   * 0-byte": the lowest one is right, those above it may be wrong.
   */
  static long find(long word) {
    long quote = word ^ (EACH * '"');
    long backslash = word ^ (EACH * '\\');
    long found = (word - EACH * ' ') & ~word;
    found |= (quote - EACH) & ~quote;
    found |= (backslash - EACH) & ~backslash;
    return found & SIGNS;
  }

  static boolean needs(byte utf8) {
    return TABLE[utf8 & 0xff] != 0;
  }

  /** Writes the escape of a byte that needs one; returns where it ends. */
  static int write(byte control, byte[] target, int at) {
    byte escape = TABLE[control & 0xff];
    target[at] = '\\';
    target[at + 1] = escape;
    if (escape != 'u') {
      return at + SHORT_FORM;
    }
    target[at + 2] = '0';
    target[at + 3] = '0';
    target[at + 4] = HEX[control >> 4];
    target[at + 5] = HEX[control & 0xf];
    return at + LONGEST;
  }

  private static byte[] table() {
    byte[] table = new byte[256];
    for (int control = 0; control < ' '; control++) {
      table[control] = 'u';
    }
    table['\b'] = 'b';
    table['\t'] = 't';
    table['\n'] = 'n';
    table['\f'] = 'f';
    table['\r'] = 'r';
    table['"'] = '"';
    table['\\'] = '\\';
    return table;
  }
}
