package io.tidemark.envelope.type;

import io.tidemark.replication.TypeDescription;

/**
 * A type where it is used: in a column, or as the element of an array.
 *
 * @param type never a domain: those are replaced by what they are over
 * @param typeModifier as {@code atttypmod}, -1 for none
 * @param config the modes in force
 * @param encodings finds the encoding of an element
 */
public record TypeUse(
    TypeDescription type, int typeModifier, TypeConfig config, TypeEncodings encodings) {

  /** The type's name in {@code pg_type}. */
  String name() {
    return type.name();
  }

  /** True for a type of the system catalog with this name. */
  boolean is(String name) {
    return type.name().equals(name) && type.namespace().equals("pg_catalog");
  }
}
