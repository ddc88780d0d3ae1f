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

  /** Hands over the record at {@code position}; returns where the next one starts. */
  static int read(byte[] buffer, int position, Reader reader) {
    int end = position + Integer.BYTES + intAt(buffer, position);
    long xid = Integer.toUnsignedLong(intAt(buffer, position + Integer.BYTES));
    long startLsn = (long) LONG.get(buffer, position + 2 * Integer.BYTES);
    int message = position + HEADER;
    reader.record(xid, startLsn, buffer, message, end - message);
    return end;
  }

  /** The size of the record at {@code position}; 0 where the buffer ends before it can tell. */
  static int length(byte[] buffer, int position, int end) {
    return end - position < Integer.BYTES ? 0 : Integer.BYTES + intAt(buffer, position);
  }

  static int intAt(byte[] buffer, int offset) {
    return (int) INT.get(buffer, offset);
  }
}
