package io.tidemark.envelope.type;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads the big-endian numbers of binary values, and writes one. */
final class Wire {
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private Wire() {}

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }

  static int shortAt(byte[] source, int offset) {
    return (short) SHORT.get(source, offset);
  }

  static int intAt(byte[] source, int offset) {
    return (int) INT.get(source, offset);
  }

  static long longAt(byte[] source, int offset) {
    return (long) LONG.get(source, offset);
  }

  static void putInt(byte[] target, int offset, int value) {
    INT.set(target, offset, value);
  }

  /** Refuses a value whose length is not that of its type. */
  static void require(String type, int expected, int found) {
    if (expected != found) {
      throw ValueException.length(type, expected, found);
    }
  }

  /** True when the slice holds exactly this ASCII text. */
  static boolean equals(String ascii, byte[] source, int offset, int length) {
    if (ascii.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (ascii.charAt(i) != source[offset + i]) {
        return false;
      }
    }
    return true;
  }
}
