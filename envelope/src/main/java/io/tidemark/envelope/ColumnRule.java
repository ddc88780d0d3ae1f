package io.tidemark.envelope;

import io.tidemark.envelope.type.ConnectSchema;
import io.tidemark.envelope.type.Encoding;
import io.tidemark.envelope.type.TextRule;
import java.util.List;
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

  Encoding apply(Encoding encoding, String type, int length) {
    return rule.apply(encoding, type, length);
  }

  @Nullable String nullJson() {
    return rule.nullJson();
  }
}
