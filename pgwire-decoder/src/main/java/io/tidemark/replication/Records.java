package io.tidemark.replication;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The form in which a held transaction's changes are kept, in memory and on disk.
 *
 * <pre>
 *   Int32 length of all that follows
 *   Int32 xid of the (sub)transaction
 *   Int64 start LSN
 *   the message, as protocol version 1 has it; or Byte1 'R' and Int32, the number of a relation
 * </pre>
 */
final class Records {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Length, xid and LSN. */
  static final int HEADER = Integer.BYTES + Integer.BYTES + Long.BYTES;

  private Records() {}

  /** Receives one record; {@code message} is where its message starts in the buffer. */
  interface Reader {
    void record(long xid, long startLsn, byte[] buffer, int message, int length);
  }

  /** Hands over each whole record in {@code buffer[0 .. filled)}; returns the bytes of them. */
  static int read(byte[] buffer, int filled, Reader reader) {
    int position = 0;
    while (filled - position >= Integer.BYTES) {
      int end = position + Integer.BYTES + intAt(buffer, position);
      if (end > filled || end < 0) {
        break;
      }
      long xid = Integer.toUnsignedLong(intAt(buffer, position + Integer.BYTES));
      long startLsn = (long) LONG.get(buffer, position + 2 * Integer.BYTES);
      int message = position + HEADER;
      reader.record(xid, startLsn, buffer, message, end - message);
      position = end;
    }
    return position;
  }

  /** The size of the record that starts the buffer, as far as it is there to tell. */
  static int firstLength(byte[] buffer, int filled) {
    return filled < Integer.BYTES ? 0 : Integer.BYTES + intAt(buffer, 0);
  }

  static int intAt(byte[] buffer, int offset) {
    return (int) INT.get(buffer, offset);
  }
}
