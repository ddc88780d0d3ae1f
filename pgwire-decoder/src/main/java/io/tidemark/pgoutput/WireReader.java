package io.tidemark.pgoutput;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over one message; every read is checked against the message's end.
 *
 * <p>Policy for bad bytes, shared by all of the decoder: the read throws {@link ProtocolException},
 * and nothing is allocated before the size that it needs is known to be there. Belongs to one
 * thread.
 */
final class WireReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** Microseconds from 1970-01-01 to PostgreSQL's epoch, 2000-01-01, both UTC. */
  private static final long POSTGRES_EPOCH_MICROS = 946_684_800_000_000L;

  private byte[] buffer = new byte[0];
  private int position;
  private int limit;
  private byte tag;

  /** Starts on a message of at least one byte; its tag is consumed. */
  void reset(byte[] bytes, int offset, int length) {
    buffer = bytes;
    position = offset + 1;
    limit = offset + length;
    tag = bytes[offset];
  }

  byte tag() {
    return tag;
  }

  byte[] buffer() {
    return buffer;
  }

  int position() {
    return position;
  }

  void position(int next) {
    position = next;
  }

  int limit() {
    return limit;
  }

  int remaining() {
    return limit - position;
  }

  static short shortAt(byte[] bytes, int offset) {
    return (short) SHORT.get(bytes, offset);
  }

  static long longAt(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  static int intAt(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  byte readByte(String field) {
    require(field, 1);
    return buffer[position++];
  }

  int readUnsignedShort(String field) {
    require(field, Short.BYTES);
    int value = ((buffer[position] & 0xff) << 8) | (buffer[position + 1] & 0xff);
    position += Short.BYTES;
    return value;
  }

  int readInt(String field) {
    require(field, Integer.BYTES);
    int value = (int) INT.get(buffer, position);
    position += Integer.BYTES;
    return value;
  }

  /** A transaction id: unsigned on the wire, so widened. */
  long readXid(String field) {
    return Integer.toUnsignedLong(readInt(field));
  }

  long readLong(String field) {
    require(field, Long.BYTES);
    long value = (long) LONG.get(buffer, position);
    position += Long.BYTES;
    return value;
  }

  /** A timestamp as microseconds since 1970-01-01 UTC. */
  long readTime(String field) {
    long micros = readLong(field);
    if (micros > Long.MAX_VALUE - POSTGRES_EPOCH_MICROS) {
      throw invalid(field, "microseconds since 2000-01-01", micros);
    }
    return micros + POSTGRES_EPOCH_MICROS;
  }

  /**
   * A flags byte that no protocol version uses so far: PostgreSQL's own subscriber insists on 0 as
   * well.
   */
  void readUnusedFlags() {
    byte flags = readByte("flags");
    if (flags != 0) {
      throw invalid("flags", "0", flags);
    }
  }

  /** A NUL-terminated UTF-8 string. */
  String readString(String field) {
    int end = position;
    while (end < limit && buffer[end] != 0) {
      end++;
    }
    if (end == limit) {
      throw ProtocolException.truncated(
          messageType(),
          field + " (a string without its final NUL)",
          remaining() + 1L,
          remaining());
    }
    String value = utf8(field, position, end - position);
    position = end + 1;
    return value;
  }

  /**
   * Strict, unlike {@code new String}: a name with a replacement character in it would be another
   * name.
   */
  private String utf8(String field, int start, int length) {
    ByteBuffer bytes = ByteBuffer.wrap(buffer, start, length);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(bytes)
          .toString();
    } catch (CharacterCodingException malformed) {
      throw invalid(field, "UTF-8", buffer[bytes.position()]);
    }
  }

  /** Checks that a length is one that the message really has. */
  int readLength(String field) {
    int length = readInt(field);
    if (length < 0 || length > remaining()) {
      throw ProtocolException.truncated(messageType(), field, length, remaining());
    }
    return length;
  }

  void skip(int bytes) {
    position += bytes;
  }

  /** Refuses bytes behind the last field. */
  void requireEnd() {
    if (position != limit) {
      throw invalid("end of message", "0 further bytes", remaining());
    }
  }

  private void require(String field, int bytes) {
    if (limit - position < bytes) {
      throw ProtocolException.truncated(messageType(), field, bytes, limit - position);
    }
  }

  ProtocolException invalid(String field, String expected, byte found) {
    return ProtocolException.invalid(messageType(), field, expected, found);
  }

  ProtocolException invalid(String field, String expected, long found) {
    return ProtocolException.invalid(messageType(), field, expected, found);
  }

  ProtocolException misplaced(String expected, String found) {
    return ProtocolException.misplaced(messageType(), expected, found);
  }

  ProtocolException truncatedColumn(Relation relation, int column, long declared, long remaining) {
    return ProtocolException.truncated(
        messageType(), columnName(relation, column), declared, remaining);
  }

  static String columnName(Relation relation, int column) {
    return relation
        + " column "
        + (column + 1)
        + " \""
        + relation.columns().get(column).name()
        + "\"";
  }

  private String messageType() {
    return switch (tag) {
      case 'B' -> "Begin";
      case 'M' -> "Message";
      case 'C' -> "Commit";
      case 'O' -> "Origin";
      case 'R' -> "Relation";
      case 'Y' -> "Type";
      case 'I' -> "Insert";
      case 'U' -> "Update";
      case 'D' -> "Delete";
      case 'T' -> "Truncate";
      case 'S' -> "Stream Start";
      case 'E' -> "Stream Stop";
      case 'c' -> "Stream Commit";
      case 'A' -> "Stream Abort";
      case 'b' -> "Begin Prepare";
      case 'P' -> "Prepare";
      case 'K' -> "Commit Prepared";
      case 'r' -> "Rollback Prepared";
      case 'p' -> "Stream Prepare";
      default -> "message";
    };
  }
}
