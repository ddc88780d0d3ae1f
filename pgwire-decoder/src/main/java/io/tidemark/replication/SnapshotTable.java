package io.tidemark.replication;

import io.tidemark.pgoutput.Relation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table to read in a snapshot: the shape that the stream gives its rows, and where they are.
 * Immutable and thread-safe.
 *
 * @param relation as the stream would announce it: the published columns, in order
 * @param rowFilter the publication's condition in SQL; empty for all rows
 * @param heaps what holds the rows: the table itself, or the leaves of a partitioned one
 */
public record SnapshotTable(Relation relation, String rowFilter, List<Heap> heaps) {

  /** Copies the list. */
  public SnapshotTable {
    heaps = List.copyOf(heaps);
  }

  /**
   * What is stored in one file: a table or a partition.
   *
   * @param oid of {@code pg_class}, unsigned
   * @param namespace the schema
   * @param name the table
   * @param filenode of the file that holds the rows that the transaction sees: another one after
   *     TRUNCATE, VACUUM FULL, CLUSTER, and an ALTER TABLE that rewrites
   * @param blocks how many pages it had
   * @param bytes how long it was
   * @param estimatedRows the planner's estimate; -1 when there is none
   */
  public record Heap(
      int oid,
      String namespace,
      String name,
      long filenode,
      long blocks,
      long bytes,
      long estimatedRows) {

    /** {@code namespace.name}, unquoted: for people, not for SQL. */
    @Override
    public String toString() {
      return namespace + "." + name;
    }
  }

  /**
   * The query for the rows of one heap.
   *
   * @param condition in SQL, to be met besides the row filter; empty for none
   */
  public String query(Heap heap, String condition) {
    StringBuilder sql = new StringBuilder("SELECT ").append(columns());
    sql.append(" FROM ONLY ").append(Sql.identifier(heap.namespace)).append('.');
    sql.append(Sql.identifier(heap.name));
    String separator = " WHERE (";
    for (String part : List.of(rowFilter, condition)) {
      if (!part.isEmpty()) {
        sql.append(separator).append(part).append(')');
        separator = " AND (";
      }
    }
    return sql.toString();
  }

  /**
   * The query for the next rows of one heap, in the order of a key.
   *
   * @param condition as for {@link #query(Heap, String)}
   * @param key columns that tell rows apart, none of them NULL
   * @param after the key of the last row before, as text; empty at the start
   * @param limit how many rows at most
   */
  public String query(
      Heap heap, String condition, List<String> key, List<String> after, int limit) {
    String columns = Sql.identifiers(key);
    String beyond = after.isEmpty() ? "" : "(%s) > (%s)".formatted(columns, Sql.literals(after));
    String both =
        condition.isEmpty() || beyond.isEmpty()
            ? condition + beyond
            : "(%s) AND %s".formatted(condition, beyond);
    return "%s ORDER BY %s LIMIT %d".formatted(query(heap, both), columns, limit);
  }

  /**
   * The query for the rows that a statement of the user selects, in the order of our columns.
   *
   * @param select a SELECT that has at least the columns of the relation
   */
  public String query(String select) {
    return "SELECT " + columns() + " FROM (" + select + ") AS overridden";
  }

  private String columns() {
    return relation.columns().stream()
        .map(column -> Sql.identifier(column.name()))
        .collect(Collectors.joining(", "));
  }
}
