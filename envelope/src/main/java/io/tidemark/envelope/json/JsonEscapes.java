package io.tidemark.envelope.json;

import java.nio.charset.StandardCharsets;

/** What Jackson escapes: quote, backslash and the control characters below U+0020; nothing else. */
final class JsonEscapes {
  static final byte NONE = 0;
  static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  /** By unsigned byte: the character after the backslash, {@code u} for the long form, or NONE. */
  private static final byte[] TABLE = table();

  private JsonEscapes() {}

  static byte of(byte utf8) {
    return TABLE[utf8 & 0xff];
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
