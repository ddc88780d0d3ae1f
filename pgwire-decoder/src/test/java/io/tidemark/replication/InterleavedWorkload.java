package io.tidemark.replication;

import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Large transactions side by side, with everything that makes them hard to assemble. One thread, so
 * that the order is the same in each run; each insert of {@value #BATCH} rows is several times
 * {@code logical_decoding_work_mem}, and so streamed in blocks.
 */
final class InterleavedWorkload implements AutoCloseable {
  private static final int BATCH = 2_000;

  private final TestPostgres postgres;
  private final String database;
  private final Connection first;
  private final Connection second;
  private final Connection small;
  private int nextId;

  private InterleavedWorkload(TestPostgres postgres, String database) throws SQLException {
    this.postgres = postgres;
    this.database = database;
    first = transaction();
    second = transaction();
    small = postgres.connect(database);
  }

  static void createTables(TestPostgres postgres, String database) {
    postgres.execute(
        database,
        "CREATE TYPE mood AS ENUM ('sad', 'happy')",
        "CREATE TABLE a (id int PRIMARY KEY, v text, m mood)",
        "CREATE TABLE b (id int PRIMARY KEY, v text)",
        "CREATE TABLE c (id int PRIMARY KEY, v text)",
        "ALTER TABLE b REPLICA IDENTITY FULL",
        "CREATE TABLE p (id int PRIMARY KEY, v text) PARTITION BY RANGE (id)",
        "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10000)",
        "CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10000) TO (1000000)",
        "CREATE PUBLICATION pub FOR ALL TABLES WITH (publish_via_partition_root = true)");
  }

  static void run(TestPostgres postgres, String database) throws SQLException {
    try (InterleavedWorkload workload = new InterleavedWorkload(postgres, database)) {
      workload.savepoints();
      workload.definitions();
      workload.locksReleasedByRollback();
      workload.abortedAltogether();
      postgres.execute(database, "SELECT pg_logical_emit_message(false, 'end', '')");
    }
  }

  /** Two transactions block by block, nested savepoints rolled back and released. */
  private void savepoints() throws SQLException {
    insert(first, "a");
    insert(second, "b");
    execute(first, "SAVEPOINT s1");
    insert(first, "b");
    execute(first, "SAVEPOINT s2");
    insert(first, "a");
    execute(small, "INSERT INTO c VALUES (1, 'between')");
    execute(first, "ROLLBACK TO s2");
    insert(first, "p");
    insert(second, "a");
    execute(first, "SAVEPOINT s3", "UPDATE b SET v = v || '!' WHERE id % 7 = 0", "RELEASE s3");
    execute(first, "SELECT pg_logical_emit_message(true, 'kept', 'not for long')");
    execute(first, "ROLLBACK TO s1");
    execute(second, "SAVEPOINT t1", "DELETE FROM b WHERE id % 3 = 0");
    insert(second, "b");
    execute(second, "RELEASE t1");
    execute(first, "SELECT pg_logical_emit_message(true, 'kept', 'really')");
    insert(first, "a");
    execute(small, "UPDATE c SET id = 2");
    execute(second, "COMMIT");
    execute(first, "SAVEPOINT s4", "UPDATE a SET id = -id WHERE id % 5 = 0");
    execute(first, "COMMIT");
  }

  /** Tables change their shape, and change it back, while the transaction is in progress. */
  private void definitions() throws SQLException {
    execute(first, "ALTER TABLE a ADD COLUMN extra int DEFAULT 5");
    insert(first, "a");
    execute(first, "SAVEPOINT s1", "ALTER TABLE a ADD COLUMN gone text");
    insert(first, "a");
    insert(first, "a");
    execute(first, "ROLLBACK TO s1");
    insert(second, "b");
    insert(first, "a");
    execute(first, "CREATE TABLE made (id int PRIMARY KEY, v text)");
    insert(first, "made");
    execute(first, "SAVEPOINT s2", "CREATE TABLE unmade (id int PRIMARY KEY, v text)");
    insert(first, "unmade");
    execute(first, "ROLLBACK TO s2", "ALTER TABLE a DROP COLUMN v, ADD COLUMN v text");
    insert(first, "a");
    execute(first, "TRUNCATE c, made CASCADE");
    execute(second, "COMMIT");
    insert(first, "made");
    execute(first, "COMMIT");
    execute(small, "INSERT INTO a (id) VALUES (-1)", "INSERT INTO made VALUES (-2, 'small')");
  }

  /** A rolled back subtransaction gives up its lock, and another one changes the table. */
  private void locksReleasedByRollback() throws SQLException {
    execute(first, "SAVEPOINT s1");
    insert(first, "c");
    execute(first, "ROLLBACK TO s1");
    insert(first, "b");
    execute(small, "ALTER TABLE c ADD COLUMN w text");
    execute(small, "INSERT INTO c VALUES (-3, 'v', 'w')");
    execute(first, "COMMIT");
    execute(small, "INSERT INTO c VALUES (-4, 'v', 'w')");
  }

  private void abortedAltogether() throws SQLException {
    insert(first, "b");
    execute(first, "SAVEPOINT s1");
    insert(first, "a");
    execute(first, "ROLLBACK");
    insert(second, "b");
    execute(second, "COMMIT");
  }

  private void insert(Connection connection, String table) throws SQLException {
    int from = nextId;
    nextId += BATCH;
    execute(
        connection,
        "INSERT INTO %s (id, v) SELECT i, 'row ' || i FROM generate_series(%d, %d) i"
            .formatted(table, from, nextId - 1));
  }

  private Connection transaction() throws SQLException {
    Connection connection = postgres.connect(database);
    connection.setAutoCommit(false);
    return connection;
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    first.close();
    second.close();
    small.close();
  }
}
