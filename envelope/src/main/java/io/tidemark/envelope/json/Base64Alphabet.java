package io.tidemark.envelope.json;

import java.nio.charset.StandardCharsets;

/** The alphabets of RFC 4648, both written with padding. */
public enum Base64Alphabet {
  /** With {@code +} and {@code /}. */
  STANDARD("+/"),
  /** With {@code -} and {@code _}. */
  URL_SAFE("-_");

  private static final int PAIR_BITS = 12;
  private static final int PAIR_MASK = (1 << PAIR_BITS) - 1;
  private static final int GROUP_BYTES = 3;
  private static final int GROUP_SYMBOLS = 4;

  /** By twelve bits: the two symbols that stand for them, the first one in the lower byte. */
  @SuppressWarnings("ImmutableEnumChecker") // written by the constructor alone
  private final short[] pairs = new short[1 << PAIR_BITS];

  Base64Alphabet(String last) {
    byte[] symbols =
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last)
            .getBytes(StandardCharsets.US_ASCII);
    for (int bits = 0; bits < pairs.length; bits++) {
      pairs[bits] = (short) (symbols[bits & 0x3f] << 8 | symbols[bits >> 6]);
    }
  }

  static int encodedLength(int length) {
    return Math.toIntExact((length + 2L) / GROUP_BYTES * GROUP_SYMBOLS);
  }

  /** Encodes into an array with enough room, of whole words, and returns the new end. */
  int encode(byte[] source, int offset, int length, byte[] target, int at) {
    int end = offset + length;
    int out = at;
    int in = offset;
    for (; end - in >= Long.BYTES; in += 2 * GROUP_BYTES, out += 2 * GROUP_SYMBOLS) {
      Words.put(target, out, twoGroups(Words.getBigEndian(source, in)));
    }
    if (in == end) {
      return out;
    }
    long rest = 0;
    for (int i = in; i < end; i++) {
      rest = (rest << Byte.SIZE) | (source[i] & 0xff);
    }
    return encode(rest, end - in, target, out);
  }

  /** Encodes the lowest bytes of a number, 1 to 8 of them, the highest one first. */
  int encode(long value, int bytes, byte[] target, int at) {
    long high = value << (Long.SIZE - bytes * Byte.SIZE);
    Words.put(target, at, twoGroups(high));
    int end = at + GROUP_SYMBOLS;
    if (bytes > 2 * GROUP_BYTES) {
      Words.putInt(target, at + Long.BYTES, group((int) (high << 8) & 0xffff00));
      end = at + 3 * GROUP_SYMBOLS;
    } else if (bytes > GROUP_BYTES) {
      end = at + 2 * GROUP_SYMBOLS;
    }
    for (int i = bytes; i % GROUP_BYTES != 0; i++) {
      target[end - GROUP_BYTES + i % GROUP_BYTES] = '=';
    }
    return end;
  }

  /** The eight symbols of the six highest bytes. */
  private long twoGroups(long high) {
    return (group((int) (high >>> 40)) & 0xffffffffL) | ((long) group((int) (high >>> 16)) << 32);
  }

  /** The four symbols of the three lowest bytes. */
  private int group(int bytes) {
    return (pairs[(bytes >> PAIR_BITS) & PAIR_MASK] & 0xffff) | (pairs[bytes & PAIR_MASK] << 16);
  }
}
