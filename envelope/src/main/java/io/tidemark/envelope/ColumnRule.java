package io.tidemark.envelope;

import io.tidemark.envelope.type.ConnectSchema;
import io.tidemark.envelope.type.Encoding;
import io.tidemark.envelope.type.TextRule;
import io.tidemark.replication.TypeDescription;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A setting that changes the values of some columns: {@code column.mask.with.12.chars=public.t.a}.
 * Immutable and thread-safe.
 *
 * @param columns regular expressions for {@code schema.table.column}
 * @param rule what to do with their text
 * @param parameter of the schema that tells of it
 * @param parameterValue its value
 */
public record ColumnRule(
    List<Pattern> columns, TextRule rule, String parameter, String parameterValue) {

  /** Copies the list. */
  public ColumnRule {
    columns = List.copyOf(columns);
  }

  boolean matches(String column) {
    return Selection.anyMatches(columns, column);
  }

  ConnectSchema mark(ConnectSchema schema) {
    return schema.withParameter(parameter, parameterValue);
  }

  /** Whether a column whose values are no longer than this is touched at all. */
  boolean reaches(int length) {
    return rule.reaches(length);
  }

  boolean hides() {
    return rule.hides();
  }

  Encoding apply(Encoding encoding, TypeDescription type, int length) {
    return rule.apply(encoding, type, length);
  }

  /** The one that a column follows: the first, but one that hides before one that does not. */
  static Optional<ColumnRule> of(List<ColumnRule> rules, String column) {
    List<ColumnRule> matching = rules.stream().filter(rule -> rule.matches(column)).toList();
    return matching.stream().filter(ColumnRule::hides).findFirst().or(() -> first(matching));
  }

  private static Optional<ColumnRule> first(List<ColumnRule> rules) {
    return rules.stream().findFirst();
  }

  @Nullable String nullJson() {
    return rule.nullJson();
  }
}
