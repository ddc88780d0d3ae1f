package io.tidemark.envelope;

import io.tidemark.pgoutput.Relation;
import io.tidemark.replication.TableDescription;
import io.tidemark.replication.TableDescription.UniqueIndex;
import java.util.List;

/**
 * Chooses key columns as Debezium does: those of the settings, else the primary key, else the
 * unique index that is first by name.
 */
final class KeyColumns {

  private KeyColumns() {}

  /** The names of the key columns in key order; empty for a table without key. */
  static List<String> choose(List<KeyRule> rules, TableDescription table, Relation relation) {
    List<String> chosen =
        rules.stream().flatMap(rule -> rule.columnsOf(relation).stream()).distinct().toList();
    if (!chosen.isEmpty()) {
      return chosen;
    }
    if (!table.primaryKey().isEmpty()) {
      return published(table.primaryKey(), relation);
    }
    for (UniqueIndex index : table.uniqueIndexes()) {
      return published(index.columns(), relation);
    }
    return List.of();
  }

  /** A key of which a part is not published would not tell rows apart: then there is none. */
  private static List<String> published(List<String> columns, Relation relation) {
    List<String> names = relation.columns().stream().map(Relation.Column::name).toList();
    return names.containsAll(columns) ? columns : List.of();
  }
}
