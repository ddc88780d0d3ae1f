package io.tidemark.pgoutput;

import java.util.Arrays;

/** Hexadecimal digits in ASCII bytes. */
final class Hex {
  private static final byte[] VALUES = new byte[256];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < 10; i++) {
      VALUES['0' + i] = (byte) i;
    }
    for (int i = 0; i < 6; i++) {
      VALUES['a' + i] = VALUES['A' + i] = (byte) (10 + i);
    }
  }

  private Hex() {}

  /** The value of a digit; negative for any other byte. */
  static int digit(byte c) {
    return VALUES[c & 0xff];
  }
}
