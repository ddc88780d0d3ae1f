package io.tidemark.envelope;

import io.tidemark.pgoutput.Relation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One part of {@code message.key.columns}: {@code public.orders:region,code}. Immutable and
 * thread-safe.
 *
 * @param table a regular expression for {@code schema.table}
 * @param columns the key's columns in order
 */
public record KeyRule(Pattern table, List<String> columns) {

  /** Copies the list. */
  public KeyRule {
    columns = List.copyOf(columns);
  }

  static List<KeyRule> parse(String setting) {
    List<KeyRule> rules = new ArrayList<>();
    for (String part : setting.split(";", -1)) {
      int colon = part.lastIndexOf(':');
      if (colon > 0) {
        rules.add(
            new KeyRule(
                Selection.pattern(part.substring(0, colon).strip()),
                Arrays.stream(part.substring(colon + 1).split(",", -1))
                    .map(String::strip)
                    .toList()));
      } else if (!part.isBlank()) {
        throw new IllegalArgumentException(
            "expected schema.table:column,column; found \"" + part + "\"");
      }
    }
    return rules;
  }

  boolean matches(Relation relation) {
    return table.matcher(relation.toString()).matches();
  }
}
