package io.tidemark.envelope.type;

import io.tidemark.replication.TypeDescription.Kind;
import org.jspecify.annotations.Nullable;

/** Types whose value is their text: character types, enums, json, xml, text search and the like. */
final class TextFamily implements TypeFamily {

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (use.type().kind() == Kind.ENUM) {
      ConnectSchema schema =
          semantic("Enum").withParameter("allowed", String.join(",", use.type().labels()));
      return Encoding.fixed(schema, OutputEncoder.of(use), "\"\"");
    }
    if (use.type().kind() != Kind.BASE) {
      return null;
    }
    return use.type().namespace().equals("pg_catalog") ? builtIn(use) : extension(use);
  }

  private static @Nullable Encoding builtIn(TypeUse use) {
    return switch (use.name()) {
      case "text", "varchar", "bpchar", "name" -> encoding(use, ConnectSchema.of("string"));
      case "char" -> Encoding.fixed(ConnectSchema.of("string"), OutputEncoder.of(use), "\"\"");
      case "json", "jsonb" -> encoding(use, semantic("Json"));
      case "xml" -> encoding(use, semantic("Xml"));
      case "tsvector" -> encoding(use, semantic("Tsvector"));
      default -> null;
    };
  }

  /** Of the types of contrib's isn, Debezium knows isbn alone. */
  private static @Nullable Encoding extension(TypeUse use) {
    return switch (use.name()) {
      case "citext", "isbn" -> encoding(use, ConnectSchema.of("string"));
      case "ltree" -> encoding(use, semantic("Ltree"));
      default -> null;
    };
  }

  private static ConnectSchema semantic(String name) {
    return ConnectSchema.of("string", "io.debezium.data." + name);
  }

  private static Encoding encoding(TypeUse use, ConnectSchema schema) {
    return new Encoding(
        schema,
        OutputEncoder.of(use),
        "\"\"",
        TypeEncodings.quoted(use.config().unavailableText()));
  }
}
