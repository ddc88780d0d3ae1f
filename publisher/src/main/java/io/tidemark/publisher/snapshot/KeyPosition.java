package io.tidemark.publisher.snapshot;

import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a heap was read, in the order of its key. Immutable.
 *
 * @param key the key's columns
 * @param values of the last row, as text; both empty at the start
 */
record KeyPosition(List<String> key, List<String> values) {
  static final KeyPosition START = new KeyPosition(List.of(), List.of());

  KeyPosition {
    key = List.copyOf(key);
    values = List.copyOf(values);
  }

  /** Where a row is. */
  static KeyPosition of(List<String> key, Relation relation, Row row) {
    List<String> values = new ArrayList<>();
    for (String column : key) {
      for (int i = 0; i < row.size(); i++) {
        if (relation.columns().get(i).name().equals(column)) {
          values.add(row.text(i));
        }
      }
    }
    return new KeyPosition(key, values);
  }
}
