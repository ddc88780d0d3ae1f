package io.tidemark.replication;

import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.ReplicaIdentity;
import java.util.List;

/**
 * A table in a publication, and how much of it. Immutable; starts as {@link #of}.
 *
 * <pre>{@code
 * PublishedTable.of("public", "orders").columns("id", "total").where("total > 0")
 * }</pre>
 *
 * @param schema such as {@code public}
 * @param name the table's
 * @param columns those to publish; empty for all. PostgreSQL 15
 * @param rowFilter a condition in SQL, put into the statement as it is; empty for all rows.
 *     PostgreSQL 15
 */
public record PublishedTable(String schema, String name, List<String> columns, String rowFilter) {

  /** Copies the list. */
  public PublishedTable {
    columns = List.copyOf(columns);
  }

  /** The whole table. */
  public static PublishedTable of(String schema, String name) {
    return new PublishedTable(schema, name, List.of(), "");
  }

  /** The same with these columns only; those of the replica identity must be among them. */
  public PublishedTable columns(String... columns) {
    return new PublishedTable(schema, name, List.of(columns), rowFilter);
  }

  /** The same with rows that meet the condition only. */
  public PublishedTable where(String rowFilter) {
    return new PublishedTable(schema, name, columns, rowFilter);
  }

  /** As the protocol names it, without its columns: for what goes by names. */
  public Relation relation() {
    return new Relation(0, schema, name, ReplicaIdentity.DEFAULT, List.of());
  }

  /** As in CREATE PUBLICATION ... FOR. */
  String toSql() {
    return "TABLE "
        + Sql.identifier(schema)
        + "."
        + Sql.identifier(name)
        + (columns.isEmpty() ? "" : " (" + Sql.identifiers(columns) + ")")
        + (rowFilter.isEmpty() ? "" : " WHERE (" + rowFilter + ")");
  }

  boolean isPartial() {
    return !columns.isEmpty() || !rowFilter.isEmpty();
  }
}
