package io.tidemark.envelope;

import io.tidemark.pgoutput.Relation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Columns that make up keys, as one part of {@code message.key.columns}. Immutable and thread-safe.
 *
 * @param columns regular expressions for {@code schema.table.column}, in the key's order
 */
public record KeyRule(List<Pattern> columns) {

  /** Copies the list. */
  public KeyRule {
    columns = List.copyOf(columns);
  }

  /** Reads {@code schema.table:column,column;…}, in which all names are regular expressions. */
  static List<KeyRule> parse(String setting) {
    List<KeyRule> rules = new ArrayList<>();
    for (String part : setting.split(";", -1)) {
      String[] sides = part.split(":", -1);
      if (sides.length == 2 && !sides[0].isBlank() && !sides[1].isBlank()) {
        rules.add(
            new KeyRule(
                Arrays.stream(sides[1].split(",", -1))
                    .map(column -> Selection.pattern(sides[0].strip() + "." + column.strip()))
                    .toList()));
      } else if (!part.isBlank()) {
        throw new IllegalArgumentException(
            "expected schema.table:column,column; found \"" + part + "\"");
      }
    }
    return rules;
  }

  /** The names of a table's columns that match, in the order of the expressions. */
  List<String> columnsOf(Relation relation) {
    return columns.stream()
        .flatMap(
            pattern ->
                relation.columns().stream()
                    .map(Relation.Column::name)
                    .filter(name -> pattern.matcher(relation + "." + name).matches()))
        .toList();
  }
}
