package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import org.jspecify.annotations.Nullable;

/**
 * {@code int2}, {@code int4}, {@code int8} and {@code oid}: their text is already a JSON number.
 */
final class IntegerFamily implements TypeFamily {

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (!use.type().namespace().equals("pg_catalog")) {
      return null;
    }
    return switch (use.name()) {
      case "int2" -> encoding("int16", new Int2());
      case "int4" -> encoding("int32", new Int4());
      case "int8" -> encoding("int64", new Int8());
      case "oid" -> encoding("int64", new Oid());
      default -> null;
    };
  }

  private static Encoding encoding(String schema, Digits encoder) {
    return Encoding.fixed(ConnectSchema.of(schema), encoder, "0");
  }

  private abstract static sealed class Digits implements ColumnEncoder {
    @Override
    public final void text(byte[] source, int offset, int length, JsonBuffer json) {
      json.raw(source, offset, length);
    }
  }

  private static final class Int2 extends Digits {
    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      Wire.require("int2", Short.BYTES, length);
      json.number(Wire.shortAt(source, offset));
    }
  }

  private static final class Int4 extends Digits {
    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      Wire.require("int4", Integer.BYTES, length);
      json.number(Wire.intAt(source, offset));
    }
  }

  private static final class Int8 extends Digits {
    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      Wire.require("int8", Long.BYTES, length);
      json.number(Wire.longAt(source, offset));
    }
  }

  private static final class Oid extends Digits {
    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      Wire.require("oid", Integer.BYTES, length);
      json.number(Integer.toUnsignedLong(Wire.intAt(source, offset)));
    }
  }
}
