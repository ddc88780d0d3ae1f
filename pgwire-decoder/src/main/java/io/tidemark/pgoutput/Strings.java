package io.tidemark.pgoutput;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Any type in text; in binary those whose binary form is text as well. */
final class Strings {
  private static final byte JSONB_VERSION = 1;

  private Strings() {}

  static String read(Tuple tuple, int column) {
    int offset = tuple.offset(column);
    int length = tuple.length(column);
    if (tuple.kind(column) == ValueKind.BINARY) {
      switch (tuple.typeOid(column)) {
        case TypeOid.TEXT,
            TypeOid.VARCHAR,
            TypeOid.BPCHAR,
            TypeOid.NAME,
            TypeOid.CHAR,
            TypeOid.JSON,
            TypeOid.XML,
            TypeOid.UNKNOWN -> {}
        case TypeOid.JSONB -> {
          if (length == 0 || tuple.buffer()[offset] != JSONB_VERSION) {
            throw ColumnValueException.unreadable(tuple, column, "jsonb of version 1");
          }
          offset++;
          length--;
        }
        default -> {
          return open(tuple, column);
        }
      }
    }
    return new String(tuple.buffer(), offset, length, StandardCharsets.UTF_8);
  }

  /** An enum's label is text; a type that is not shows by bytes that text cannot have. */
  private static String open(Tuple tuple, int column) {
    TypeOid.require(0, tuple, column, "text");
    ByteBuffer bytes = ByteBuffer.wrap(tuple.buffer(), tuple.offset(column), tuple.length(column));
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      if (text.indexOf('\0') < 0) {
        return text;
      }
    } catch (CharacterCodingException notText) {
      throw ColumnValueException.unreadable(tuple, column, "text");
    }
    throw ColumnValueException.unreadable(tuple, column, "text");
  }
}
