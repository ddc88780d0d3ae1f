package io.tidemark.envelope.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What Jackson escapes: quote, backslash and the control characters below U+0020; nothing else. */
final class JsonEscapes {
  static final byte NONE = 0;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** Times a byte, puts it into all eight. */
  private static final long EACH = 0x0101010101010101L;

  static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  /** By unsigned byte: the character after the backslash, {@code u} for the long form, or NONE. */
  private static final byte[] TABLE = table();

  private JsonEscapes() {}

  static byte of(byte utf8) {
    return TABLE[utf8 & 0xff];
  }

  /**
   * Steps over bytes that need no escape, eight at a time, and stops before the eight that hold one
   * or before the last few.
   */
  static int skipClean(byte[] utf8, int from, int end) {
    int at = from;
    while (end - at >= Long.BYTES && isClean((long) LONG.get(utf8, at))) {
      at += Long.BYTES;
    }
    return at;
  }

  /**
   * Whether none of eight bytes is a quote, a backslash or below a space. The sign bit of a byte of
   * each term tells, see Hacker's Delight, "Find first 0-byte".
   */
  private static boolean isClean(long eight) {
    long quote = eight ^ (EACH * '"');
    long backslash = eight ^ (EACH * '\\');
    long found = (eight - EACH * ' ') & ~eight;
    found |= (quote - EACH) & ~quote;
    found |= (backslash - EACH) & ~backslash;
    return (found & (EACH << 7)) == 0;
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
