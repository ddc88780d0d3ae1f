package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One frame that a walsender has sent, in the bytes of a CopyData message. Reused for the next.
 *
 * <pre>
 * XLogData   'w'  startLsn:8  walEnd:8  sendTime:8  payload...
 * keepalive  'k'  walEnd:8    sendTime:8  replyRequested:1
 * </pre>
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-replication.html">Streaming
 *     Replication Protocol</a>
 */
final class WalFrame {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int XLOG_DATA_HEADER = 25;
  private static final int KEEPALIVE_LENGTH = 18;

  private byte[] buffer = new byte[0];
  private int offset;
  private int length;
  private boolean xLogData;

  /**
   * The frame is {@code buffer[offset .. offset + length)}.
   *
   * @throws ServerException when that is neither XLogData nor a keepalive
   */
  void wrap(byte[] buffer, int offset, int length) {
    int type = length == 0 ? -1 : buffer[offset];
    xLogData = type == 'w' && length >= XLOG_DATA_HEADER;
    if (!xLogData && !(type == 'k' && length >= KEEPALIVE_LENGTH)) {
      throw new ServerException(
          "frame of type %d and %d bytes from the server: expected XLogData (119, at least %d) or a keepalive (107, %d)"
              .formatted(type, length, XLOG_DATA_HEADER, KEEPALIVE_LENGTH),
          "08P01",
          null);
    }
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
  }

  /** True for XLogData, false for a keepalive. */
  boolean isXLogData() {
    return xLogData;
  }

  long startLsn() {
    return (long) LONG.get(buffer, offset + 1);
  }

  /** Of XLogData. */
  long serverEndLsn() {
    return (long) LONG.get(buffer, offset + 9);
  }

  /** Of XLogData; microseconds since 1970, where the wire counts from 2000. */
  long sendTimeMicros() {
    return (long) LONG.get(buffer, offset + 17) + StandbyStatus.MICROS_1970_TO_2000;
  }

  /** Of a keepalive. */
  long walEndLsn() {
    return (long) LONG.get(buffer, offset + 1);
  }

  /** Of a keepalive. */
  boolean replyRequested() {
    return buffer[offset + 17] != 0;
  }

  byte[] buffer() {
    return buffer;
  }

  int payloadOffset() {
    return offset + XLOG_DATA_HEADER;
  }

  int payloadLength() {
    return length - XLOG_DATA_HEADER;
  }

  @Override
  public String toString() {
    return isXLogData()
        ? "XLogData at " + Lsn.format(startLsn())
        : "keepalive up to " + Lsn.format(walEndLsn());
  }
}
