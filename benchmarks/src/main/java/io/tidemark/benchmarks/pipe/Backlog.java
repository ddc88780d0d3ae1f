package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.pipe.Waiting.Condition;
import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A PostgreSQL whose WAL ends with the changes of one {@link Load}, and a slot that stands before
 * them. Every run reads a copy of that slot, so all read the same bytes. Belongs to one thread.
 */
final class Backlog implements AutoCloseable {
  static final String PUBLICATION = "benchmark";

  private static final String DATABASE = "benchmark";
  private static final String SLOT = "backlog";

  private static final Map<String, String> SETTINGS =
      Map.of(
          // Neither has anything to do with reading, and both would come and go as they like
          "autovacuum", "off",
          "max_wal_size", "16GB",
          "shared_buffers", "512MB",
          "max_locks_per_transaction", "1024",
          // A raw loop never says that it is alive
          "wal_sender_timeout", "0");

  private final TestPostgres server;
  private final Load load;
  private final Connection connection;
  private final Statement statement;

  private Backlog(TestPostgres server, Load load) throws SQLException {
    this.server = server;
    this.load = load;
    this.connection = server.connect(DATABASE);
    this.statement = connection.createStatement();
  }

  static Backlog build(Load load) throws SQLException {
    TestPostgres server = TestPostgres.start(TestPostgres.DEFAULT_VERSION, SETTINGS);
    try {
      server.createDatabase(DATABASE);
      Backlog backlog = new Backlog(server, load);
      backlog.fill();
      return backlog;
    } catch (SQLException | RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  private void fill() throws SQLException {
    statement.execute("SET synchronous_commit = off");
    load.create(statement);
    statement.execute("CREATE PUBLICATION " + PUBLICATION + " FOR ALL TABLES");
    statement.execute(
        "SELECT pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(SLOT));
    load.change(statement);
    statement.execute("CHECKPOINT");
  }

  Load load() {
    return load;
  }

  String url() {
    return server.jdbcUrl(DATABASE);
  }

  /** Without a driver's prefix, for programs of PostgreSQL's. */
  String libpqUrl() {
    return url().substring("jdbc:".length());
  }

  /** Where the WAL ends. */
  String end() throws SQLException {
    return one("SELECT pg_current_wal_lsn()");
  }

  /** A slot before the changes, for one run. */
  void copySlot(String name) throws SQLException {
    statement.execute("SELECT pg_copy_logical_replication_slot('%s', '%s')".formatted(SLOT, name));
  }

  /** The process that serves the slot, once there is one. */
  OptionalLong walsender(String slot) throws SQLException {
    String pid =
        one(
            "SELECT coalesce(active_pid, 0) FROM pg_replication_slots WHERE slot_name = '%s'"
                .formatted(slot));
    return pid.equals("0") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(pid));
  }

  /** Drops it as soon as its walsender has noticed that the client is gone. */
  void dropSlot(String name) throws SQLException {
    Condition free = () -> walsender(name).isEmpty();
    Waiting.until("slot " + name + " is free", Duration.ofSeconds(60), free);
    statement.execute("SELECT pg_drop_replication_slot('%s')".formatted(name));
  }

  /** The same of a slot that its client may have dropped itself. */
  void dropSlotIfThere(String name) throws SQLException {
    String count =
        one("SELECT count(*) FROM pg_replication_slots WHERE slot_name = '%s'".formatted(name));
    if (!count.equals("0")) {
      dropSlot(name);
    }
  }

  /** How many rows of a table fulfil a condition. */
  long count(String table, String condition) throws SQLException {
    return Long.parseLong(one("SELECT count(*) FROM %s WHERE %s".formatted(table, condition)));
  }

  private String one(String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    try (server;
        connection) {
      statement.close();
    }
  }
}
