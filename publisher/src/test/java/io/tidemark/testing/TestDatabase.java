package io.tidemark.testing;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.replication.Publication;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationConfigBuilder;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.replication.SqlConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database of one test on the shared server, with what a publisher needs to know about it: the
 * slot has the database's name, the publication is {@code p}. Thread-safe.
 */
public final class TestDatabase {
  /** What the publication is called. */
  public static final String PUBLICATION = "p";

  private static final TestPostgres POSTGRES = TestPostgres.shared();
  private static final AtomicInteger CREATED = new AtomicInteger();

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  /**
   * An empty one.
   *
   * @param prefix starts its name, which no other database has
   */
  public static TestDatabase create(String prefix) {
    TestDatabase database = new TestDatabase(prefix + "_" + CREATED.incrementAndGet());
    POSTGRES.createDatabase(database.name);
    return database;
  }

  /** Also the slot's. */
  public String name() {
    return name;
  }

  /** Runs SQL, each statement in a transaction of its own. */
  public void execute(String... statements) {
    POSTGRES.execute(name, statements);
  }

  /** Creates the slot; do it after the publication. */
  public void createSlot() {
    execute("SELECT pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
  }

  /** Drops the slot, which nobody may be reading. */
  public void dropSlot() {
    execute("SELECT pg_drop_replication_slot('" + name + "')");
  }

  /** The first column of the first row. */
  public String query(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** As a superuser. */
  public Connection connect() throws SQLException {
    return POSTGRES.connect(name);
  }

  /** The slot as it is now. */
  public Optional<ReplicationSlot> slot() throws SQLException {
    try (Connection connection = connect()) {
      return ReplicationSlot.find(connection, name);
    }
  }

  /** The publication as it is now. */
  public Optional<Publication> publication() throws SQLException {
    try (Connection connection = connect()) {
      return Publication.find(connection, PUBLICATION);
    }
  }

  /** Where the server's WAL ends now. */
  public Lsn walEnd() throws SQLException {
    try (Connection connection = connect()) {
      return SqlConnection.walEnd(connection);
    }
  }

  /** Of a superuser who reads the slot. */
  public ReplicationConfigBuilder replication() {
    return ReplicationConfig.builder()
        .url("jdbc:postgresql://localhost:" + POSTGRES.port() + "/" + name)
        .user(TestPostgres.USER)
        .slot(name)
        .publication(PUBLICATION)
        .pollTimeout(Duration.ofMillis(50));
  }

  /** The same by Debezium's names, with the prefix {@code shop} for topics; a copy to change. */
  public Map<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "database.port",
            Integer.toString(POSTGRES.port()),
            "database.user",
            TestPostgres.USER,
            "database.dbname",
            name,
            "slot.name",
            name,
            "publication.name",
            PUBLICATION,
            "topic.prefix",
            "shop"));
  }

  /**
   * A command line with these settings.
   *
   * @param without settings that it does not have
   */
  public String[] arguments(List<String> command, String... without) {
    Map<String, String> settings = settings();
    settings.keySet().removeAll(List.of(without));
    List<String> arguments = new ArrayList<>(command);
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return arguments.toArray(String[]::new);
  }
}
