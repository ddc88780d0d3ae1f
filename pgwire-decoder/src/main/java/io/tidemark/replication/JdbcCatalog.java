package io.tidemark.replication;

import io.tidemark.pgoutput.Relation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * The catalog of a live server, over a connection of its own: a replication connection streams and
 * cannot answer.
 *
 * <p>Describes a table as the transaction left it that announced it. A commit that hangs, for a
 * synchronous standby that does not answer, is waited for one second: then the table is described
 * as it was before, with a warning, and that holds until the server announces it again, after its
 * next change or for the next connection.
 *
 * <p>Connects at the first question, and once more when the connection has gone in between. Belongs
 * to one thread.
 */
public final class JdbcCatalog implements Catalog, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final LazyConnection connection;
  private final String slot;
  private final CommitVisibility commits;

  /**
   * A catalog that is not connected yet.
   *
   * @param url such as {@code jdbc:postgresql://localhost:5432/shop}
   * @param properties of PgJDBC: {@code user}, {@code password}, …
   */
  public JdbcCatalog(String url, Properties properties) {
    this(url, properties, "", PATIENCE);
  }

  /**
   * A catalog that knows which slot is read.
   *
   * @param patience how long to wait at most until a transaction is visible
   */
  JdbcCatalog(String url, Properties properties, String slot, Duration patience) {
    this(connecting(url, properties), slot, patience);
  }

  private JdbcCatalog(LazyConnection connection, String slot, Duration patience) {
    this.connection = connection;
    this.slot = slot;
    commits = new CommitVisibility(patience);
  }

  private static LazyConnection connecting(String url, Properties properties) {
    Properties copy = new Properties();
    copy.putAll(properties);
    return new LazyConnection(() -> DriverManager.getConnection(url, copy));
  }

  /** The catalog of the database that a stream reads, as the same user. Not connected yet. */
  public static JdbcCatalog of(ReplicationConfig config) {
    LazyConnection beside = new LazyConnection(() -> ReplicationConnection.openOrdinary(config));
    return new JdbcCatalog(beside, config.slot(), PATIENCE);
  }

  @Override
  public String databaseName() {
    return ask("the database's name", Connection::getCatalog);
  }

  @Override
  public TableDescription describe(Relation relation, long xid) {
    return ask(
        relation.toString(),
        open -> {
          commits.await(open, xid);
          return new CatalogQuery(relation).run(open);
        });
  }

  @Override
  public OptionalLong slotXmin() {
    return ask("replication slot " + slot, this::slotXmin);
  }

  private OptionalLong slotXmin(Connection open) throws SQLException {
    String query =
        "select catalog_xmin::text::bigint from pg_catalog.pg_replication_slots"
            + " where slot_name = ? and catalog_xmin is not null";
    try (PreparedStatement statement = open.prepareStatement(query)) {
      statement.setString(1, slot);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  private <T> T ask(String what, Question<T> question) {
    try {
      if (connection.isOpen()) {
        try {
          return question.ask(connection.get());
        } catch (SQLException failure) {
          if (!isConnectionLost(failure)) {
            throw failure;
          }
          close();
        }
      }
      return question.ask(connection.get());
    } catch (SQLException failure) {
      throw new CatalogException(what, failure);
    }
  }

  /** Class 08 is a broken connection, 57P01 to 57P03 a server that restarts. */
  private static boolean isConnectionLost(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && (state.startsWith("08") || state.startsWith("57P0"));
  }

  @Override
  public void close() {
    connection.close();
  }
}
