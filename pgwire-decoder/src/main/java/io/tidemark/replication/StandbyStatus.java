package io.tidemark.replication;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The one message that the client sends in a stream.
 *
 * <pre>
 * 'r'  written:8  flushed:8  applied:8  clock:8  replyRequested:1
 * </pre>
 *
 * @param written everything up to here was received
 * @param flushed everything up to here is safe: the slot moves to it. 0 moves nothing
 * @param pingServer whether the server is to answer at once with a keepalive
 * @see <a href="https://www.postgresql.org/docs/current/protocol-replication.html">Standby status
 *     update</a>
 */
record StandbyStatus(long written, long flushed, boolean pingServer) {
  static final long MICROS_1970_TO_2000 =
      ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2000-01-01T00:00:00Z"));

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  byte[] toBytes(Instant now) {
    byte[] bytes = new byte[34];
    bytes[0] = 'r';
    LONG.set(bytes, 1, written);
    LONG.set(bytes, 9, flushed);
    LONG.set(bytes, 17, flushed);
    LONG.set(bytes, 25, ChronoUnit.MICROS.between(Instant.EPOCH, now) - MICROS_1970_TO_2000);
    bytes[33] = (byte) (pingServer ? 1 : 0);
    return bytes;
  }
}
