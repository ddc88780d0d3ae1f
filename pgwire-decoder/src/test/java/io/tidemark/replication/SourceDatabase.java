package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.PgOutputMessage;
import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A database with a table {@code item}, a publication and a slot, all named after the test. */
final class SourceDatabase implements AutoCloseable {
  static final String PUBLICATION = "items";

  private final TestPostgres postgres;
  private final String name;

  private SourceDatabase(TestPostgres postgres, String name) {
    this.postgres = postgres;
    this.name = name;
  }

  static SourceDatabase create(TestPostgres postgres, String name) {
    postgres.createDatabase(name);
    SourceDatabase source = new SourceDatabase(postgres, name);
    source.execute(
        "CREATE TABLE item (id int PRIMARY KEY, name text)",
        "CREATE TABLE unpublished (id int, filler text)",
        "CREATE PUBLICATION " + PUBLICATION + " FOR TABLE item",
        "SELECT pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
    return source;
  }

  /** Its tests do not wait long: short timeouts. */
  ReplicationConfigBuilder config() {
    return ReplicationConfig.builder()
        .url(postgres.jdbcUrl(name))
        .slot(name)
        .publication(PUBLICATION)
        .pollTimeout(Duration.ofMillis(100));
  }

  ReplicationStream open() {
    return ReplicationStream.open(config().build());
  }

  void execute(String... statements) {
    postgres.execute(name, statements);
  }

  String query(String sql) {
    try (Connection connection = postgres.connect(name);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "(no row)";
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  Lsn confirmedFlushLsn() {
    return Lsn.parse(
        query(
            "SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = '"
                + name
                + "'"));
  }

  Lsn currentWalLsn() {
    return Lsn.parse(query("SELECT pg_current_wal_lsn()"));
  }

  String name() {
    return name;
  }

  /** Reads until a message matches, which is the last of the list. */
  static List<WalMessage> readUntil(ReplicationStream stream, Predicate<PgOutputMessage> last) {
    List<WalMessage> messages = new ArrayList<>();
    for (WalMessage wal : stream) {
      messages.add(wal);
      if (last.test(wal.message())) {
        return messages;
      }
    }
    throw new IllegalStateException("the stream ended after " + messages);
  }

  /** Reads one transaction. */
  static List<WalMessage> readTransaction(ReplicationStream stream) {
    return readUntil(stream, PgOutputMessage.Commit.class::isInstance);
  }

  /** The end of the transaction that {@link #readTransaction} gave. */
  static Lsn end(List<WalMessage> transaction) {
    return ((PgOutputMessage.Commit) transaction.get(transaction.size() - 1).message()).endLsn();
  }

  @Override
  public void close() {
    postgres.execute(
        "postgres",
        "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active AND slot_name = '"
            + name
            + "'",
        "DO $$ BEGIN FOR i IN 1..100 LOOP EXIT WHEN NOT (SELECT active FROM pg_replication_slots"
            + " WHERE slot_name = '"
            + name
            + "'); PERFORM pg_sleep(0.05); END LOOP; END $$",
        "SELECT pg_drop_replication_slot('" + name + "')",
        "DROP DATABASE \"" + name + "\" WITH (FORCE)");
  }
}
