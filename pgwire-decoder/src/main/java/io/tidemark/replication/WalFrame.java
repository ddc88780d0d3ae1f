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

  /** The frame is {@code buffer[offset .. offset + length)}. */
  void wrap(byte[] buffer, int offset, int length) {
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
  }

  /**
   * True for XLogData, false for a keepalive.
   *
   * @throws ServerException when it is neither
   */
  boolean isXLogData() {
    if (length >= XLOG_DATA_HEADER && buffer[offset] == 'w') {
      return true;
    }
    if (length == KEEPALIVE_LENGTH && buffer[offset] == 'k') {
      return false;
    }
    throw new ServerException(
        "frame of type %d and %d bytes from the server: expected XLogData ('w', at least %d) or a keepalive ('k', %d)"
            .formatted(
                length == 0 ? -1 : buffer[offset], length, XLOG_DATA_HEADER, KEEPALIVE_LENGTH),
        "08P01",
        null);
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
