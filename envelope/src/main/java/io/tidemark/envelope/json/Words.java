package io.tidemark.envelope.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bytes in groups: a word's lowest byte is the first one of its text, whatever the machine. Where a
 * short text is copied, a whole word costs no more than its first byte.
 */
final class Words {
  private static final VarHandle LONG = view(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT = view(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_LONG = view(long[].class, ByteOrder.BIG_ENDIAN);

  private Words() {}

  private static VarHandle view(Class<?> array, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(array, order);
  }

  static long get(byte[] source, int at) {
    return (long) LONG.get(source, at);
  }

  /** The eight bytes as a number: the first one is the highest. */
  static long getBigEndian(byte[] source, int at) {
    return (long) BIG_LONG.get(source, at);
  }

  static void put(byte[] target, int at, long word) {
    LONG.set(target, at, word);
  }

  static int getInt(byte[] source, int at) {
    return (int) INT.get(source, at);
  }

  static void putInt(byte[] target, int at, int half) {
    INT.set(target, at, half);
  }
}
