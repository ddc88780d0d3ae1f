package io.tidemark.envelope.type;

import io.tidemark.replication.TypeDescription.Kind;
import org.jspecify.annotations.Nullable;

/** The six built-in ranges: their text, in which times with a zone are in UTC. */
final class RangeFamily implements TypeFamily {

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    return use.type().kind() == Kind.RANGE && use.type().namespace().equals("pg_catalog")
        ? new Encoding(
            ConnectSchema.of("string"),
            OutputEncoder.of(use),
            "\"\"",
            TypeEncodings.quoted(use.config().unavailableText()))
        : null;
  }
}
