package io.tidemark.replication;

import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.ReplicaIdentity;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks for the tables of publications as the stream would announce them, and for their files. */
final class SnapshotTablesQuery {
  // to_jsonb: columns that an older server does not have read as NULL. A table of two publications
  // has the rows of both.
  private static final String TABLES =
      """
      select c.oid, p.schemaname, p.tablename, c.relreplident,
             case when bool_or(p.rowfilter is null) then ''
               else string_agg(distinct '(' || p.rowfilter || ')', ' OR ') end
        from (select t.schemaname, t.tablename, to_jsonb(t) ->> 'rowfilter' as rowfilter
                from pg_catalog.pg_publication_tables t where t.pubname = any (?)) p
          join pg_catalog.pg_namespace n on n.nspname = p.schemaname
          join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = p.tablename
       where c.relkind in ('r', 'p') and (c.oid = ? or ? = 0)
       group by c.oid, p.schemaname, p.tablename, c.relreplident
       order by p.schemaname collate "C", p.tablename collate "C\"""";

  // Before PostgreSQL 18 attnames may list generated columns that are not published
  private static final String COLUMNS =
      """
      select a.attrelid, a.attname, a.atttypid, a.atttypmod,
             c.relreplident = 'f' or coalesce(a.attnum = any (i.indkey), false)
        from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
          left join pg_catalog.pg_index i on i.indrelid = c.oid
            and (c.relreplident = 'd' and i.indisprimary
                 or c.relreplident = 'i' and i.indisreplident)
       where a.attrelid = any (?::oid[]) and a.attnum > 0 and not a.attisdropped
         and (a.attgenerated = '' or current_setting('server_version_num')::int >= 180000)
         and exists (
           select from pg_catalog.pg_publication_tables t
             join pg_catalog.pg_namespace n on n.nspname = t.schemaname
            where t.pubname = any (?) and t.tablename = c.relname and n.oid = c.relnamespace
              and coalesce(to_jsonb(t) -> 'attnames' @> to_jsonb(a.attname::text), true))
       order by a.attrelid, a.attnum""";

  // relfilenode of the row that the transaction sees: a table that was rewritten since shows by it
  private static final String HEAPS =
      """
      select r.root, c.oid, n.nspname, c.relname, c.relfilenode,
             coalesce(pg_relation_size(c.oid), 0) / current_setting('block_size')::bigint,
             coalesce(pg_relation_size(c.oid), 0), c.reltuples::bigint
        from unnest(?::oid[]) as r (root)
          cross join lateral (
            select r.root as leaf union select t.relid from pg_partition_tree(r.root) t) l
          join pg_catalog.pg_class c on c.oid = l.leaf and c.relkind = 'r'
          join pg_catalog.pg_namespace n on n.oid = c.relnamespace
       order by r.root, n.nspname collate "C", c.relname collate "C\"""";

  private final Connection connection;
  private final List<String> publications;
  private final long oid;

  /** All tables. */
  SnapshotTablesQuery(Connection connection, List<String> publications) {
    this(connection, publications, 0);
  }

  /** The table with this OID, if it is one of them. */
  SnapshotTablesQuery(Connection connection, List<String> publications, int oid) {
    this.connection = connection;
    this.publications = publications;
    this.oid = Integer.toUnsignedLong(oid);
  }

  private record Shell(
      int oid, String namespace, String name, ReplicaIdentity identity, String rowFilter) {}

  List<SnapshotTable> run() throws SQLException {
    List<Shell> shells = shells();
    Object[] oids = shells.stream().map(s -> Integer.toUnsignedLong(s.oid)).toArray();
    Map<Integer, List<Relation.Column>> columns = columns(oids);
    Map<Integer, List<SnapshotTable.Heap>> heaps = heaps(oids);
    List<SnapshotTable> tables = new ArrayList<>();
    for (Shell shell : shells) {
      Relation relation =
          new Relation(
              shell.oid,
              shell.namespace,
              shell.name,
              shell.identity,
              columns.getOrDefault(shell.oid, List.of()));
      tables.add(
          new SnapshotTable(relation, shell.rowFilter, heaps.getOrDefault(shell.oid, List.of())));
    }
    return tables;
  }

  private List<Shell> shells() throws SQLException {
    List<Shell> shells = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setArray(1, texts());
      statement.setLong(2, oid);
      statement.setLong(3, oid);
      ResultSet row = statement.executeQuery();
      while (row.next()) {
        shells.add(
            new Shell(
                (int) row.getLong(1),
                row.getString(2),
                row.getString(3),
                identity(row.getString(4)),
                row.getString(5)));
      }
    }
    return shells;
  }

  private static ReplicaIdentity identity(String relreplident) {
    return switch (relreplident) {
      case "f" -> ReplicaIdentity.FULL;
      case "i" -> ReplicaIdentity.INDEX;
      case "n" -> ReplicaIdentity.NOTHING;
      default -> ReplicaIdentity.DEFAULT;
    };
  }

  private Map<Integer, List<Relation.Column>> columns(Object[] oids) throws SQLException {
    Map<Integer, List<Relation.Column>> columns = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setArray(1, connection.createArrayOf("oid", oids));
      statement.setArray(2, texts());
      ResultSet row = statement.executeQuery();
      while (row.next()) {
        columns
            .computeIfAbsent((int) row.getLong(1), oid -> new ArrayList<>())
            .add(
                new Relation.Column(
                    row.getString(2), (int) row.getLong(3), row.getInt(4), row.getBoolean(5)));
      }
    }
    return columns;
  }

  private Map<Integer, List<SnapshotTable.Heap>> heaps(Object[] oids) throws SQLException {
    Map<Integer, List<SnapshotTable.Heap>> heaps = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(HEAPS)) {
      statement.setArray(1, connection.createArrayOf("oid", oids));
      ResultSet row = statement.executeQuery();
      while (row.next()) {
        heaps
            .computeIfAbsent((int) row.getLong(1), oid -> new ArrayList<>())
            .add(
                new SnapshotTable.Heap(
                    (int) row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8)));
      }
    }
    return heaps;
  }

  private Array texts() throws SQLException {
    return connection.createArrayOf("text", publications.toArray());
  }
}
