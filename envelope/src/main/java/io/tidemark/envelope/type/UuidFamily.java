package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import org.jspecify.annotations.Nullable;

/** {@code uuid}: lower-case with hyphens, 16 bytes in binary. */
final class UuidFamily implements TypeFamily {

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    return use.is("uuid")
        ? Encoding.fixed(ConnectSchema.of("string", "io.debezium.data.Uuid"), new Encoder(), "\"\"")
        : null;
  }

  private static final class Encoder implements ColumnEncoder {
    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      json.quoted(source, offset, length);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      json.raw('"');
      PlainOutputs.uuid(source, offset, length, json);
      json.raw('"');
    }
  }
}
