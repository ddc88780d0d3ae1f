package io.tidemark.pgoutput;

/**
 * Bytes that do not follow the logical replication protocol.
 *
 * <p>The message names the place, what was declared and what was found: {@code Insert:
 * public.orders column 3 "total" declares 812 bytes, 40 remain}. It is the only exception that
 * leaves {@link PgOutputDecoder} on any bytes. After it the decoder's state is undefined: open a
 * new stream, the server sends again what was not confirmed.
 */
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String messageType;
  private final String field;
  private final long declared;
  private final long found;

  private ProtocolException(
      String messageType, String field, long declared, long found, String text) {
    super(text);
    this.messageType = messageType;
    this.field = field;
    this.declared = declared;
    this.found = found;
  }

  /** A field that is longer than what is left of the message. */
  static ProtocolException truncated(
      String messageType, String field, long declared, long remaining) {
    return new ProtocolException(
        messageType,
        field,
        declared,
        remaining,
        messageType + ": " + field + " declares " + declared + " bytes, " + remaining + " remain");
  }

  /** A byte that the protocol does not allow there. */
  static ProtocolException invalid(String messageType, String field, String expected, byte found) {
    int value = Byte.toUnsignedInt(found);
    String shown =
        found > ' ' && found < 127 ? value + " ('" + (char) value + "')" : Integer.toString(value);
    return invalid(messageType, field, expected, value, shown);
  }

  /** A number that the protocol does not allow there. */
  static ProtocolException invalid(String messageType, String field, String expected, long found) {
    return invalid(messageType, field, expected, found, Long.toString(found));
  }

  private static ProtocolException invalid(
      String messageType, String field, String expected, long found, String shown) {
    return new ProtocolException(
        messageType,
        field,
        -1,
        found,
        messageType + ": " + field + ": expected " + expected + ", found " + shown);
  }

  /** A message that must not come at this point of the stream. */
  public static ProtocolException misplaced(String messageType, String expected, String found) {
    return new ProtocolException(
        messageType, "type", -1, -1, messageType + ": expected " + expected + ", found " + found);
  }

  /** The same error with the position of its message; what a stream throws. */
  public ProtocolException at(Lsn lsn) {
    ProtocolException located =
        new ProtocolException(messageType, field, declared, found, lsn + ": " + getMessage());
    located.initCause(this);
    return located;
  }

  /** The message's name in the manual, such as {@code Insert}. */
  public String messageType() {
    return messageType;
  }

  /** The field that is wrong. */
  public String field() {
    return field;
  }

  /** The size in bytes that the field declares; -1 when a value is wrong rather than a size. */
  public long declared() {
    return declared;
  }

  /** The bytes that remain, or the value that was found; -1 for a message in the wrong place. */
  public long found() {
    return found;
  }
}
