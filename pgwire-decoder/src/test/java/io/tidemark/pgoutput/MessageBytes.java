package io.tidemark.pgoutput;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Writes a message field by field, in the manual's order and in the manual's words. Nothing is
 * checked, so that wrong messages can be written as well.
 *
 * <pre>{@code
 * message('I').int32(16384).byte1('N').int16(2).text("7").nullValue()
 * }</pre>
 */
public final class MessageBytes {
  private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public static MessageBytes message(char type) {
    return new MessageBytes().byte1(type);
  }

  public MessageBytes byte1(char value) {
    return int8(value);
  }

  public MessageBytes int8(int value) {
    out.write(value);
    return this;
  }

  public MessageBytes int16(int value) {
    return int8(value >>> 8).int8(value);
  }

  public MessageBytes int32(int value) {
    return int16(value >>> 16).int16(value);
  }

  public MessageBytes xid(long value) {
    return int32((int) value);
  }

  public MessageBytes int64(long value) {
    return int32((int) (value >>> 32)).int32((int) value);
  }

  public MessageBytes lsn(Lsn value) {
    return int64(value.value());
  }

  public MessageBytes lsn(String value) {
    return lsn(Lsn.parse(value));
  }

  public MessageBytes time(Instant value) {
    long seconds = value.getEpochSecond() - POSTGRES_EPOCH.getEpochSecond();
    return int64(seconds * 1_000_000 + value.getNano() / 1_000);
  }

  public MessageBytes time(String value) {
    return time(Instant.parse(value));
  }

  public MessageBytes string(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8)).int8(0);
  }

  public MessageBytes bytes(byte... value) {
    out.writeBytes(value);
    return this;
  }

  public MessageBytes hex(String value) {
    return bytes(HexFormat.of().parseHex(value));
  }

  public MessageBytes nullValue() {
    return byte1('n');
  }

  public MessageBytes unchanged() {
    return byte1('u');
  }

  public MessageBytes text(String value) {
    return value('t', value.getBytes(StandardCharsets.UTF_8));
  }

  public MessageBytes binary(String hex) {
    return value('b', HexFormat.of().parseHex(hex));
  }

  public MessageBytes value(char kind, byte[] value) {
    return byte1(kind).int32(value.length).bytes(value);
  }

  /** TupleData with the columns of a tuple. */
  public MessageBytes tuple(Tuple tuple) {
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

  public byte[] toByteArray() {
    return out.toByteArray();
  }
}
