package io.tidemark.replication;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Quotes for SQL and for replication commands, which no driver quotes. Both kinds read quotes the
 * same way, given standard_conforming_strings, which no supported server switches off by default
 * and the session sets.
 */
final class Sql {
  private Sql() {}

  /** {@code we"ird} becomes {@code "we""ird"}. */
  static String identifier(String name) {
    return quoted('"', name);
  }

  /** {@code it's} becomes {@code 'it''s'}. */
  static String literal(String value) {
    return quoted('\'', value);
  }

  /** {@code "a", "b"}. */
  static String identifiers(Collection<String> names) {
    return names.stream().map(Sql::identifier).collect(Collectors.joining(", "));
  }

  /** {@code 'a', 'b'}. */
  static String literals(Collection<String> values) {
    return values.stream().map(Sql::literal).collect(Collectors.joining(", "));
  }

  private static String quoted(char quote, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "name or value with a NUL character: PostgreSQL has no such text");
    }
    String mark = String.valueOf(quote);
    return mark + text.replace(mark, mark + mark) + mark;
  }
}
