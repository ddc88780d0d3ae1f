package io.tidemark.pgoutput;

import java.util.List;

/**
 * One table as the stream described it: what a Relation message carries. Immutable and thread-safe.
 *
 * <p>The server announces a relation before the first row that needs it, and again after each
 * change that may concern it. Every announcement makes a new object, so that {@code ==} tells
 * whether a row still has the shape that a plan was compiled for.
 *
 * @param oid the table's OID, unsigned
 * @param namespace the schema; {@code pg_catalog} where the wire has the empty string
 * @param name the table
 * @param replicaIdentity what old rows carry
 * @param columns the published columns, in order
 */
public record Relation(
    int oid, String namespace, String name, ReplicaIdentity replicaIdentity, List<Column> columns) {

  /** Copies the list. */
  public Relation {
    columns = List.copyOf(columns);
  }

  /**
   * A column of a {@link Relation}.
   *
   * @param name as in the catalog, neither quoted nor folded
   * @param typeOid OID of {@code pg_type}, unsigned
   * @param typeModifier {@code pg_attribute.atttypmod}, -1 for none
   * @param key true when the column is part of the replica identity
   */
  public record Column(String name, int typeOid, int typeModifier, boolean key) {}

  /** {@code namespace.name}, unquoted: for people, not for SQL. */
  @Override
  public String toString() {
    return namespace + "." + name;
  }
}
