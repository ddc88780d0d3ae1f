package io.tidemark.envelope.type;

import org.jspecify.annotations.Nullable;

/**
 * Knows how some types are written. Stateless; asked once per column of a relation.
 *
 * <p>Families given to {@link TypeConfig} come before the built-in ones, so a custom type is one
 * class:
 *
 * <pre>{@code
 * TypeFamily semver = use -> use.type().name().equals("semver")
 *     ? new Encoding(ConnectSchema.of("string", "com.example.Semver"), new SemverEncoder(), "\"0.0.0\"", null)
 *     : null;
 * }</pre>
 */
@FunctionalInterface
public interface TypeFamily {

  /** The encoding of a type, or null when the type is none of this family's. */
  @Nullable Encoding encoding(TypeUse use);
}
