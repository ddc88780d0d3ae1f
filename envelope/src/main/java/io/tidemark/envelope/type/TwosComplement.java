package io.tidemark.envelope.type;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * An integer of many decimal digits as bytes, the highest one first, and no more of them than it
 * takes. Up to 300 digits nothing is allocated. Belongs to one thread.
 */
final class TwosComplement {
  /** So many fit the limbs. More are rare, and BigInteger has faster ways with them. */
  private static final int LIMB_DIGITS = 300;

  private static final int CHUNK_DIGITS = 9;
  private static final long LIMB = 0xffff_ffffL;

  /** 32 bits each, the lowest first. */
  private final int[] limbs = new int[32];

  private final byte[] limbBytes = new byte[limbs.length * Integer.BYTES + 1];
  private byte[] bytes = limbBytes;
  private int start;

  /** The array that has the bytes at its end. */
  byte[] bytes() {
    return bytes;
  }

  /** Where in the array they start. */
  int start() {
    return start;
  }

  /** Takes ASCII digits, the first of which is not zero. */
  void set(byte[] digits, int from, int end, boolean negative) {
    if (end - from <= LIMB_DIGITS) {
      bytes = limbBytes;
      start = complement(multiplyOut(digits, from, end), negative);
    } else {
      String text = new String(digits, from, end - from, StandardCharsets.US_ASCII);
      BigInteger magnitude = new BigInteger(text);
      bytes = (negative ? magnitude.negate() : magnitude).toByteArray();
      start = 0;
    }
  }

  /** Returns how many limbs the number takes. */
  private int multiplyOut(byte[] digits, int from, int end) {
    int used = 0;
    int at = from;
    while (at < end) {
      long carry = 0;
      long power = 1;
      for (int last = Math.min(at + CHUNK_DIGITS, end); at < last; at++) {
        carry = carry * 10 + digits[at] - '0';
        power *= 10;
      }
      for (int i = 0; i < used; i++) {
        long product = (limbs[i] & LIMB) * power + carry;
        limbs[i] = (int) product;
        carry = product >>> Integer.SIZE;
      }
      if (carry != 0) {
        limbs[used++] = (int) carry;
      }
    }
    return used;
  }

  /** Returns where the bytes start that do not only repeat the sign. */
  private int complement(int used, boolean negative) {
    byte sign = (byte) (negative ? -1 : 0);
    long carry = negative ? 1 : 0;
    int at = bytes.length;
    for (int i = 0; i < used; i++) {
      long limb = ((limbs[i] ^ (int) sign) & LIMB) + carry;
      carry = limb >>> Integer.SIZE;
      for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
        bytes[--at] = (byte) (limb >> shift);
      }
    }
    bytes[--at] = sign;
    while (bytes[at] == sign && (bytes[at] ^ bytes[at + 1]) >= 0) {
      at++;
    }
    return at;
  }
}
