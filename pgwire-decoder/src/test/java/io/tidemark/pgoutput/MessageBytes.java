package io.tidemark.pgoutput;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Writes a message field by field, in the manual's order and in the manual's words. Nothing is
 * checked, so that wrong messages can be written as well.
 *
 * <pre>{@code
 * message('I').int32(16384).byte1('N').int16(2).text("7").nullValue()
 * }</pre>
 */
final class MessageBytes {
  private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static MessageBytes message(char type) {
    return new MessageBytes().byte1(type);
  }

  MessageBytes byte1(char value) {
    return int8(value);
  }

  MessageBytes int8(int value) {
    out.write(value);
    return this;
  }

  MessageBytes int16(int value) {
    return int8(value >>> 8).int8(value);
  }

  MessageBytes int32(int value) {
    return int16(value >>> 16).int16(value);
  }

  MessageBytes xid(long value) {
    return int32((int) value);
  }

  MessageBytes int64(long value) {
    return int32((int) (value >>> 32)).int32((int) value);
  }

  MessageBytes lsn(Lsn value) {
    return int64(value.value());
  }

  MessageBytes lsn(String value) {
    return lsn(Lsn.parse(value));
  }

  MessageBytes time(Instant value) {
    return int64(ChronoUnit.MICROS.between(POSTGRES_EPOCH, value));
  }

  MessageBytes time(String value) {
    return time(Instant.parse(value));
  }

  MessageBytes string(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8)).int8(0);
  }

  MessageBytes bytes(byte... value) {
    out.writeBytes(value);
    return this;
  }

  MessageBytes hex(String value) {
    return bytes(HexFormat.of().parseHex(value));
  }

  MessageBytes nullValue() {
    return byte1('n');
  }

  MessageBytes unchanged() {
    return byte1('u');
  }

  MessageBytes text(String value) {
    return value('t', value.getBytes(StandardCharsets.UTF_8));
  }

  MessageBytes binary(String hex) {
    return value('b', HexFormat.of().parseHex(hex));
  }

  MessageBytes value(char kind, byte[] value) {
    return byte1(kind).int32(value.length).bytes(value);
  }

  /** TupleData with the columns of a tuple. */
  MessageBytes tuple(Tuple tuple) {
    int16(tuple.size());
    for (int i = 0; i < tuple.size(); i++) {
      switch (tuple.kind(i)) {
        case NULL -> nullValue();
        case UNCHANGED -> unchanged();
        case TEXT -> value('t', slice(tuple, i));
        case BINARY -> value('b', slice(tuple, i));
      }
    }
    return this;
  }

  private static byte[] slice(Tuple tuple, int column) {
    byte[] value = new byte[tuple.length(column)];
    ByteBuffer.wrap(tuple.buffer()).get(tuple.offset(column), value);
    return value;
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}
