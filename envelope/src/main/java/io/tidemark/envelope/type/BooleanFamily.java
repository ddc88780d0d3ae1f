package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.json.JsonText;
import org.jspecify.annotations.Nullable;

/** {@code bool}: {@code t} and {@code f} in text, one byte in binary. */
final class BooleanFamily implements TypeFamily {
  private static final JsonText TRUE = JsonText.of("true");
  private static final JsonText FALSE = JsonText.of("false");

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    return use.is("bool")
        ? Encoding.fixed(ConnectSchema.of("boolean"), new Encoder(), "false")
        : null;
  }

  static void write(boolean value, JsonBuffer json) {
    json.raw(value ? TRUE : FALSE);
  }

  private static final class Encoder implements ColumnEncoder {
    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      write(length > 0 && source[offset] == 't', json);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      Wire.require("bool", 1, length);
      write(source[offset] != 0, json);
    }
  }
}
