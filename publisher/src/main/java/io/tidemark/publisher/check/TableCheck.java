package io.tidemark.publisher.check;

import io.tidemark.replication.PublishedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Replica identities, keys and privileges of the published tables.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/logical-replication-publication.html">Publication</a>
 */
final class TableCheck {

  /**
   * One row a published table; of a partitioned one that is published as a whole, one for each
   * partition, because the partition's own identity counts.
   */
  private static final String QUERY =
      """
      SELECT DISTINCT format('%I.%I', n.nspname, c.relname) AS name,
             quote_ident(n.nspname) AS schema,
             quote_ident(current_user) AS role,
             t.needs_identity,
             CASE c.relreplident
               WHEN 'f' THEN true
               WHEN 'd' THEN EXISTS (
                 SELECT FROM pg_index WHERE indrelid = c.oid AND indisprimary AND indisvalid AND indimmediate)
               WHEN 'i' THEN EXISTS (
                 SELECT FROM pg_index WHERE indrelid = c.oid AND indisreplident AND indisvalid AND indimmediate)
               ELSE false
             END AS has_identity,
             EXISTS (SELECT FROM pg_index WHERE indrelid = c.oid AND indisprimary) AS has_key,
             has_schema_privilege(n.oid, 'USAGE') AS may_use,
             has_table_privilege(c.oid, 'SELECT') AS may_select
        FROM (SELECT schemaname, tablename, pubupdate OR pubdelete AS needs_identity
                FROM pg_publication
                JOIN pg_publication_tables USING (pubname)
               WHERE pubname = ANY (?)
               UNION ALL
              SELECT to_come.*, true
                FROM unnest(?::text[], ?::text[]) AS to_come) t
        JOIN pg_namespace rn ON rn.nspname = t.schemaname
        JOIN pg_class r ON r.relnamespace = rn.oid AND r.relname = t.tablename
        LEFT JOIN LATERAL pg_partition_tree(r.oid) leaf ON leaf.isleaf
        JOIN pg_class c ON c.oid = coalesce(leaf.relid::oid, r.oid)
        JOIN pg_namespace n ON n.oid = c.relnamespace
       ORDER BY 1""";

  private final boolean willRead;
  private final List<String> withoutIdentity = new ArrayList<>();
  private final List<String> withoutKey = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();
  private final List<String> grants = new ArrayList<>();
  private int tables;

  private TableCheck(boolean willRead) {
    this.willRead = willRead;
  }

  /**
   * @param toCome tables of publications that the start will create
   * @param willRead whether the next start takes a snapshot
   */
  static void run(
      Connection connection,
      List<String> publications,
      List<PublishedTable> toCome,
      boolean willRead,
      List<Finding> findings)
      throws SQLException {
    TableCheck check = new TableCheck(willRead);
    try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
      Object[] schemas = toCome.stream().map(PublishedTable::schema).toArray();
      Object[] names = toCome.stream().map(PublishedTable::name).toArray();
      statement.setArray(1, connection.createArrayOf("text", publications.toArray()));
      statement.setArray(2, connection.createArrayOf("text", schemas));
      statement.setArray(3, connection.createArrayOf("text", names));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          check.table(row);
        }
      }
    }
    if (check.tables > 0) {
      check.conclude(findings);
    }
  }

  private void table(ResultSet row) throws SQLException {
    tables++;
    String name = row.getString("name");
    if (row.getBoolean("needs_identity") && !row.getBoolean("has_identity")) {
      withoutIdentity.add(name);
    } else if (!row.getBoolean("has_key")) {
      withoutKey.add(name);
    }
    String to = " TO " + row.getString("role") + ";";
    if (!row.getBoolean("may_use") || !row.getBoolean("may_select")) {
      unreadable.add(name);
    }
    if (!row.getBoolean("may_use")) {
      String grant = "GRANT USAGE ON SCHEMA " + row.getString("schema") + to;
      if (!grants.contains(grant)) {
        grants.add(grant);
      }
    }
    if (!row.getBoolean("may_select")) {
      grants.add("GRANT SELECT ON " + name + to);
    }
  }

  private void conclude(List<Finding> findings) {
    for (String name : withoutIdentity) {
      findings.add(
          Finding.fix(
              "table "
                  + name
                  + " has no usable replica identity: its UPDATEs and DELETEs fail while it is published",
              "ALTER TABLE " + name + " ADD PRIMARY KEY (…);",
              "-- or, with larger events: ALTER TABLE " + name + " REPLICA IDENTITY FULL;"));
    }
    for (String name : withoutKey) {
      findings.add(
          Finding.warn(
              "table " + name + " has no primary key: its events have no key, and so no order",
              "ALTER TABLE " + name + " ADD PRIMARY KEY (…);"));
    }
    if (withoutIdentity.isEmpty()) {
      findings.add(Finding.pass("every published table has a usable replica identity"));
    }
    if (unreadable.isEmpty()) {
      findings.add(Finding.pass("the role may SELECT from every published table"));
    } else {
      String found = "the role may not SELECT from " + String.join(", ", unreadable);
      String[] remedy = grants.toArray(String[]::new);
      findings.add(
          willRead
              ? Finding.fix(found + ", which the snapshot reads", remedy)
              : Finding.warn(found + "; a snapshot would need it, streaming does not", remedy));
    }
  }
}
