package io.tidemark.envelope.type;

import io.tidemark.envelope.type.TypeConfig.BinaryHandling;
import org.jspecify.annotations.Nullable;

/** {@code bytea}, in the forms of {@code binary.handling.mode}. */
final class ByteaFamily implements TypeFamily {

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (!use.is("bytea")) {
      return null;
    }
    BinaryHandling mode = use.config().binaries();
    return new Encoding(
        BinaryForm.schema(mode),
        new ByteaEncoder(BinaryForm.of(mode)),
        "\"\"",
        BinaryForm.unavailable(use.config()));
  }
}
