package io.tidemark.envelope.type;

import io.tidemark.replication.TypeDescription;
import io.tidemark.replication.TypeDescription.Kind;
import java.util.Set;

/** What JDBC calls character types: those whose values a rule hides. */
final class CharacterTypes {
  private static final Set<String> NAMES = Set.of("text", "varchar", "bpchar", "char", "name");

  private CharacterTypes() {}

  static boolean have(TypeDescription type) {
    return type.kind() == Kind.ENUM
        || (type.namespace().equals("pg_catalog") && NAMES.contains(type.name()));
  }
}
