package io.tidemark.envelope.type;

import io.tidemark.envelope.type.TypeConfig.BinaryHandling;
import io.tidemark.envelope.type.TypeConfig.TimePrecision;
import io.tidemark.replication.TypeDescription;
import io.tidemark.replication.TypeDescription.Kind;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Arrays of every type that has an encoding; any element may be null. */
final class ArrayFamily implements TypeFamily {
  private final UnknownFamily unknown = new UnknownFamily();

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    TypeDescription element = use.type().element();
    if (use.type().kind() != Kind.ARRAY || element == null || isLeftOut(element)) {
      return null;
    }
    Encoding items =
        element.kind() == Kind.DOMAIN
            ? unknown.encoding(
                new TypeUse(element, use.typeModifier(), use.config(), use.encodings()))
            : use.encodings().find(element, use.typeModifier());
    if (items == null) {
      return null;
    }
    return new Encoding(
        ConnectSchema.array(items.schema().asOptional()),
        new ArrayEncoder(items.encoder(), element.delimiter()),
        "[]",
        unavailable(element, use.config()));
  }

  /** Arrays that Debezium has no column for, whatever the settings. */
  private static boolean isLeftOut(TypeDescription element) {
    if (!element.namespace().equals("pg_catalog")) {
      return false;
    }
    return switch (element.name()) {
      case "money", "name", "interval", "varbit", "xml", "point", "refcursor" -> true;
      default -> false;
    };
  }

  private static @Nullable String unavailable(TypeDescription element, TypeConfig config) {
    if (!element.namespace().equals("pg_catalog")) {
      return null;
    }
    return switch (element.name()) {
      case "text", "varchar", "bpchar", "json", "jsonb" ->
          "[" + TypeEncodings.quoted(config.unavailableText()) + "]";
      case "bytea" ->
          config.binaries() == BinaryHandling.BYTES
              ? "[" + BinaryForm.unavailable(config) + "]"
              : null;
      case "int4", "int8" -> numbers(config);
      case "date" -> config.times() == TimePrecision.ISOSTRING ? null : numbers(config);
      case "uuid" -> "[\"" + UUID.nameUUIDFromBytes(config.unavailableBytes()) + "\"]";
      default -> null;
    };
  }

  /** The placeholder's bytes, as signed numbers. */
  private static String numbers(TypeConfig config) {
    StringJoiner numbers = new StringJoiner(",", "[", "]");
    for (byte b : config.unavailableBytes()) {
      numbers.add(Byte.toString(b));
    }
    return numbers.toString();
  }
}
