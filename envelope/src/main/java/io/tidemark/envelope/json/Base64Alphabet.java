package io.tidemark.envelope.json;

import java.nio.charset.StandardCharsets;

/** The alphabets of RFC 4648, both written with padding. */
public enum Base64Alphabet {
  /** With {@code +} and {@code /}. */
  STANDARD("+/"),
  /** With {@code -} and {@code _}. */
  URL_SAFE("-_");

  @SuppressWarnings("ImmutableEnumChecker") // written by the constructor alone
  private final byte[] symbols;

  Base64Alphabet(String last) {
    symbols =
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last)
            .getBytes(StandardCharsets.US_ASCII);
  }

  int encodedLength(int length) {
    return Math.toIntExact((length + 2L) / 3 * 4);
  }

  /** Encodes into an array with enough room and returns the new end. */
  int encode(byte[] source, int offset, int length, byte[] target, int at) {
    int end = offset + length;
    int out = at;
    int in = offset;
    for (; end - in >= 3; in += 3) {
      int group =
          (source[in] & 0xff) << 16 | (source[in + 1] & 0xff) << 8 | (source[in + 2] & 0xff);
      target[out++] = symbols[group >>> 18];
      target[out++] = symbols[group >>> 12 & 0x3f];
      target[out++] = symbols[group >>> 6 & 0x3f];
      target[out++] = symbols[group & 0x3f];
    }
    if (in < end) {
      boolean two = end - in == 2;
      int group = (source[in] & 0xff) << 16 | (two ? (source[in + 1] & 0xff) << 8 : 0);
      target[out++] = symbols[group >>> 18];
      target[out++] = symbols[group >>> 12 & 0x3f];
      target[out++] = two ? symbols[group >>> 6 & 0x3f] : (byte) '=';
      target[out++] = '=';
    }
    return out;
  }
}
