package io.tidemark.replication;

import java.util.List;

/**
 * What a Relation message does not say about its table. Immutable and thread-safe.
 *
 * @param columns one for each column of the relation, in its order
 * @param primaryKey the primary key's columns in the order of the constraint; empty without one
 * @param uniqueIndexes by name, in byte order, without the primary key
 */
public record TableDescription(
    List<ColumnDescription> columns, List<String> primaryKey, List<UniqueIndex> uniqueIndexes) {

  /** Copies the lists. */
  public TableDescription {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    uniqueIndexes = List.copyOf(uniqueIndexes);
  }

  /**
   * A unique index on columns alone; one with an expression is left out.
   *
   * @param name of the index
   * @param columns in index order, INCLUDE columns last
   */
  public record UniqueIndex(String name, List<String> columns) {
    /** Copies the list. */
    public UniqueIndex {
      columns = List.copyOf(columns);
    }
  }
}
