package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** Types whose text is a plain spelling of their bytes. */
final class PlainOutputs {
  private static final int MACADDR_BYTES = 6;
  private static final int MACADDR8_BYTES = 8;
  private static final int UUID_BYTES = 16;

  private PlainOutputs() {}

  static TypeOutput of(String type) {
    return switch (type) {
      case "bool" -> PlainOutputs::bool;
      case "bytea" ->
          (source, offset, length, text) -> text.raw('\\').raw('x').hex(source, offset, length);
      case "char" -> PlainOutputs::internalChar;
      case "uuid" -> PlainOutputs::uuid;
      case "macaddr" ->
          (source, offset, length, text) ->
              octets(type, MACADDR_BYTES, source, offset, length, text);
      case "macaddr8" ->
          (source, offset, length, text) ->
              octets(type, MACADDR8_BYTES, source, offset, length, text);
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static void bool(byte[] source, int offset, int length, JsonBuffer text) {
    Wire.require("bool", 1, length);
    text.raw(source[offset] == 0 ? 'f' : 't');
  }

  /** Zero is no character, and a byte above 0x7f is shown in octal, as {@code \303}. */
  private static void internalChar(byte[] source, int offset, int length, JsonBuffer text) {
    Wire.require("\"char\"", 1, length);
    int value = source[offset] & 0xff;
    if (value > 0x7f) {
      text.raw('\\').raw((char) ('0' + (value >> 6)));
      text.raw((char) ('0' + (value >> 3 & 7))).raw((char) ('0' + (value & 7)));
    } else if (value != 0) {
      text.raw((char) value);
    }
  }

  static void uuid(byte[] source, int offset, int length, JsonBuffer text) {
    Wire.require("uuid", UUID_BYTES, length);
    text.uuid(source, offset);
  }

  private static void octets(
      String type, int expected, byte[] source, int offset, int length, JsonBuffer text) {
    Wire.require(type, expected, length);
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        text.raw(':');
      }
      text.hex(source, offset + i, 1);
    }
  }
}
