package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.replication.TypeDescription.Kind;
import org.jspecify.annotations.Nullable;

/** Types whose value is their text: character types, enums, json, xml and the like. */
final class TextFamily implements TypeFamily {

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (use.type().kind() == Kind.ENUM) {
      ConnectSchema schema =
          ConnectSchema.of("string", "io.debezium.data.Enum")
              .withParameter("allowed", String.join(",", use.type().labels()));
      return Encoding.fixed(schema, new Plain(), "\"\"");
    }
    if (use.type().kind() != Kind.BASE) {
      return null;
    }
    return switch (use.name()) {
      case "text", "varchar", "bpchar", "name", "citext" ->
          encoding(use, ConnectSchema.of("string"), new Plain());
      case "char" -> Encoding.fixed(ConnectSchema.of("string"), new InternalChar(), "\"\"");
      case "json" -> encoding(use, semantic("Json"), new Plain());
      case "jsonb" -> encoding(use, semantic("Json"), new Versioned("jsonb"));
      case "xml" -> encoding(use, semantic("Xml"), new Plain());
      case "ltree" -> encoding(use, semantic("Ltree"), new Versioned("ltree"));
      default -> null;
    };
  }

  private static ConnectSchema semantic(String name) {
    return ConnectSchema.of("string", "io.debezium.data." + name);
  }

  private static Encoding encoding(TypeUse use, ConnectSchema schema, ColumnEncoder encoder) {
    return new Encoding(
        schema, encoder, "\"\"", TypeEncodings.quoted(use.config().unavailableText()));
  }

  private static final class Plain implements ColumnEncoder {
    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      json.string(source, offset, length);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      json.string(source, offset, length);
    }
  }

  /** Binary values have a version byte, 1, before the text. */
  private record Versioned(String type) implements ColumnEncoder {
    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      json.string(source, offset, length);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      if (length == 0 || source[offset] != 1) {
        throw new ValueException(
            "expected version 1 of binary "
                + type
                + ", found "
                + (length == 0 ? "no bytes" : Byte.toString(source[offset])));
      }
      json.string(source, offset + 1, length - 1);
    }
  }

  /**
   * The one-byte type {@code "char"}: its text shows a byte above 0x7f in octal, as {@code \303}.
   */
  private static final class InternalChar implements ColumnEncoder {
    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      json.string(source, offset, length);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      Wire.require("\"char\"", 1, length);
      int value = source[offset] & 0xff;
      if (value > 0x7f) {
        json.raw('"').raw('\\').raw('\\');
        json.raw((char) ('0' + (value >> 6))).raw((char) ('0' + (value >> 3 & 7)));
        json.raw((char) ('0' + (value & 7))).raw('"');
      } else {
        json.string(source, offset, value == 0 ? 0 : 1);
      }
    }
  }
}
