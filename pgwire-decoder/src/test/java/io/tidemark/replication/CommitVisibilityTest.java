package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.pgoutput.PgOutputMessage;
import io.tidemark.pgoutput.Relation;
import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A transaction that adds a primary key is streamed while its commit still waits for a synchronous
 * standby that does not exist. So the instant between the two lasts as long as the test wants.
 */
class CommitVisibilityTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String STANDBYS = "synchronous_standby_names";

  private static final TestPostgres POSTGRES = TestPostgres.start();

  private final SourceDatabase source = SourceDatabase.create(POSTGRES, "visibility");
  private CompletableFuture<Void> commit = CompletableFuture.completedFuture(null);

  @BeforeEach
  void keepACommitWaiting() {
    source.execute(
        "ALTER TABLE item DROP CONSTRAINT item_pkey",
        "ALTER TABLE item ALTER COLUMN name SET DEFAULT 'nameless'");
    POSTGRES.setServerSetting(STANDBYS, "nobody");
    commit = CompletableFuture.runAsync(this::addKey);
  }

  private void addKey() {
    try (Connection connection = POSTGRES.connect(source.name());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("ALTER TABLE item ADD PRIMARY KEY (id)");
      statement.execute("INSERT INTO item VALUES (1, 'one')");
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void end() {
    release();
    commit.join();
    source.close();
  }

  @AfterAll
  static void stopServer() {
    POSTGRES.close();
  }

  private void release() {
    POSTGRES.setServerSetting(STANDBYS, "");
  }

  /** What was streamed of the transaction: its id and its table. */
  private record Streamed(long xid, Relation relation) {}

  private Streamed streamed() {
    long xid = 0;
    try (ReplicationStream stream = source.open()) {
      for (WalMessage wal : stream) {
        if (wal.message() instanceof PgOutputMessage.Begin begin) {
          xid = begin.xid();
        } else if (wal.message() instanceof PgOutputMessage.Insert insert) {
          return new Streamed(xid, insert.relation());
        }
      }
    }
    throw new IllegalStateException("the stream ended");
  }

  private JdbcCatalog catalog(Duration patience) {
    Properties properties = new Properties();
    properties.setProperty("user", TestPostgres.USER);
    return new JdbcCatalog(POSTGRES.jdbcUrl(source.name()), properties, "", patience);
  }

  @Test
  void describesATableAsTheStreamedTransactionLeftIt()
      throws ExecutionException, InterruptedException, TimeoutException {
    Streamed streamed = streamed();
    try (JdbcCatalog catalog = catalog(LONG)) {
      assertThat(get(described(catalog, streamed.relation, 0)).primaryKey())
          .as("what queries see meanwhile")
          .isEmpty();

      CompletableFuture<TableDescription> description =
          described(catalog, streamed.relation, streamed.xid);
      awaitQuestion();
      release();

      assertThat(get(description).primaryKey()).containsExactly("id");
    }
  }

  private static CompletableFuture<TableDescription> described(
      JdbcCatalog catalog, Relation relation, long xid) {
    return CompletableFuture.supplyAsync(() -> catalog.describe(relation, xid));
  }

  private static TableDescription get(CompletableFuture<TableDescription> description)
      throws ExecutionException, InterruptedException, TimeoutException {
    return description.get(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  /** Until somebody has asked whether the transaction is visible. */
  private void awaitQuestion() {
    long start = System.nanoTime();
    String asked =
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_visible_in_snapshot%'"
            + " AND pid <> pg_backend_pid()";
    while (source.query(asked).equals("0")) {
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("waiting for a question about visibility")
          .isLessThan(LONG);
      Thread.onSpinWait();
    }
  }

  /** The transaction still holds its lock on the table, which no question may wait for. */
  @Test
  void goesOnWhereACommitHangs() throws ExecutionException, InterruptedException, TimeoutException {
    Streamed streamed = streamed();
    try (JdbcCatalog catalog = catalog(Duration.ofMillis(20))) {
      TableDescription description = get(described(catalog, streamed.relation, streamed.xid));

      assertThat(description.primaryKey()).isEmpty();
      assertThat(description.columns().get(1).defaultExpression()).isEqualTo("'nameless'::text");
    }
  }

  @Test
  void findsTransactionsVisibleThatAreOver() {
    Streamed streamed = streamed();
    release();
    commit.join();
    try (JdbcCatalog catalog = catalog(Duration.ZERO)) {
      assertThat(catalog.describe(streamed.relation, streamed.xid).primaryKey())
          .containsExactly("id");
    }
  }
}
