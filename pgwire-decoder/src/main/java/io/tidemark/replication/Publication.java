package io.tidemark.replication;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A publication as the server describes it at one moment. Immutable and thread-safe.
 *
 * @param name the publication's
 * @param allTables whether it is for every table, also those to come
 * @param operations what it publishes
 * @param viaPartitionRoot whether changes of a partition appear as the partitioned table's
 * @param storedGeneratedColumns whether generated columns that are stored are published
 * @param tables the tables that it comes to, with the columns that it publishes of each; before
 *     PostgreSQL 15 without columns
 * @see <a
 *     href="https://www.postgresql.org/docs/current/view-pg-publication-tables.html">pg_publication_tables</a>
 */
public record Publication(
    String name,
    boolean allTables,
    Set<PublishedOperation> operations,
    boolean viaPartitionRoot,
    boolean storedGeneratedColumns,
    List<PublishedTable> tables) {

  // to_jsonb: columns that an older server does not have read as NULL
  private static final String FIND =
      """
      SELECT puballtables, pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot,
             coalesce(to_jsonb(p) ->> 'pubgencols', 'n') = 's'
        FROM pg_publication p
       WHERE pubname = ?""";

  private static final String TABLES =
      """
      SELECT schemaname, tablename, ARRAY(SELECT jsonb_array_elements_text(to_jsonb(t) -> 'attnames')),
             coalesce(to_jsonb(t) ->> 'rowfilter', '')
        FROM pg_publication_tables t
       WHERE pubname = ?
       ORDER BY schemaname, tablename""";

  // Neither partitions, which their parent stands for, nor tables without WAL
  private static final String PUBLISHABLE =
      """
      SELECT nspname, relname
        FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
       WHERE relkind IN ('r', 'p') AND NOT relispartition AND relpersistence = 'p'
         AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
       ORDER BY nspname, relname""";

  /** Copies the collections. */
  public Publication {
    operations = Set.copyOf(operations);
    tables = List.copyOf(tables);
  }

  /** Asks the connection's database for the publication of that name; empty when there is none. */
  public static Optional<Publication> find(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new Publication(
                name,
                row.getBoolean(1),
                operations(row),
                row.getBoolean(6),
                row.getBoolean(7),
                tables(connection, name)));
      }
    }
  }

  private static Set<PublishedOperation> operations(ResultSet row) throws SQLException {
    Set<PublishedOperation> operations = EnumSet.noneOf(PublishedOperation.class);
    for (PublishedOperation operation : PublishedOperation.values()) {
      if (row.getBoolean("pub" + operation.option())) {
        operations.add(operation);
      }
    }
    return operations;
  }

  private static List<PublishedTable> tables(Connection connection, String name)
      throws SQLException {
    List<PublishedTable> tables = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String[] columns = (String[]) row.getArray(3).getArray();
          tables.add(
              new PublishedTable(
                  row.getString(1), row.getString(2), List.of(columns), row.getString(4)));
        }
      }
    }
    return tables;
  }

  /**
   * Creates a publication in the connection's database. Do it before the slot is created: what is
   * decoded for a publication is decided by the catalog as it was at each change.
   *
   * @throws PrerequisiteException when the server is too old for what is asked
   * @throws SQLException with SQLSTATE 42710 when there is a publication of that name, 42501 when
   *     the role may not
   */
  public static Publication create(Connection connection, PublicationOptions options)
      throws SQLException {
    options.requireSupportedBy(ServerState.read(connection));
    try (Statement statement = connection.createStatement()) {
      statement.execute(options.sql());
    }
    return find(connection, options.name()).orElseThrow();
  }

  /**
   * Creates a publication that publishes no table yet. Do it before the slot is created.
   *
   * @throws SQLException with SQLSTATE 42710 when there is a publication of that name, 42501 when
   *     the role may not
   */
  public static Publication createEmpty(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE PUBLICATION " + Sql.identifier(name));
    }
    return find(connection, name).orElseThrow();
  }

  /**
   * Replaces the tables of a publication that is not for all tables. Changes that are decoded from
   * now on follow the new list.
   *
   * @param tables at least one
   * @throws SQLException with SQLSTATE 42704 when there is no publication of that name, 42501 when
   *     the role does not own it and the tables
   */
  public static void setTables(Connection connection, String name, List<PublishedTable> tables)
      throws SQLException {
    String list = tables.stream().map(PublishedTable::toSql).collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("ALTER PUBLICATION " + Sql.identifier(name) + " SET " + list);
    }
  }

  /** All tables of the connection's database that a publication may have, whole, by name. */
  public static List<PublishedTable> publishableTables(Connection connection) throws SQLException {
    List<PublishedTable> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(PUBLISHABLE)) {
      while (row.next()) {
        tables.add(PublishedTable.of(row.getString(1), row.getString(2)));
      }
    }
    return tables;
  }
}
