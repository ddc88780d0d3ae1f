package io.tidemark.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.replication.AssemblerConfig;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.Streaming;
import io.tidemark.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Transactions that arrive before they commit, through the whole pipe on a real PostgreSQL. */
@Timeout(120)
class StreamedTransactionsTest {
  private static final int ROWS = 5_000;

  @TempDir private Path directory;

  private final HeldSink sink = HeldSink.delivering();
  private final TestDatabase database = TestDatabase.create("streamed");

  @BeforeEach
  void createSlot() {
    database.execute(
        "CREATE TABLE t (id int PRIMARY KEY, note text)",
        "CREATE PUBLICATION p FOR TABLE t",
        "SELECT pg_create_logical_replication_slot('%s', 'pgoutput', false, true)"
            .formatted(database.name()));
  }

  @AfterEach
  void dropSlot() {
    database.dropSlot();
  }

  private Publisher publisher() {
    ReplicationConfig replication =
        database
            .replication()
            .streaming(Streaming.PARALLEL)
            .twoPhase(true)
            .setting("logical_decoding_work_mem", "64kB")
            .build();
    AssemblerConfig assembling =
        AssemblerConfig.builder()
            .maxBufferedBytes(AssemblerConfig.SMALLEST_BUFFER)
            .spillDirectory(directory)
            .build();
    return Publisher.builder(replication).assembling(assembling).sink(sink).build();
  }

  private static CompletableFuture<Void> start(Publisher publisher) {
    return CompletableFuture.runAsync(publisher::run);
  }

  private static String insert(int from, int to) {
    return "INSERT INTO t SELECT i, 'some text of a row' FROM generate_series(%d, %d) i"
        .formatted(from, to);
  }

  private static List<String> keys(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(id -> "{\"id\":" + id + "}").toList();
  }

  private boolean hasSpilled() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.anyMatch(file -> file.toString().endsWith(".wal"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> sentKeys() {
    return sink.sent.stream().map(HeldSink.Sent::key).toList();
  }

  private Lsn confirmed() throws SQLException {
    return database.slot().orElseThrow().confirmedFlushLsn();
  }

  @Test
  void publishesALargeTransactionWhenItCommitsWithoutWhatItRolledBack() throws SQLException {
    try (Publisher publisher = publisher();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      CompletableFuture<Void> running = start(publisher);
      connection.setAutoCommit(false);
      statement.execute(insert(1, ROWS));
      statement.execute("SAVEPOINT s");
      statement.execute(insert(100_001, 100_000 + ROWS));
      statement.execute("ROLLBACK TO s");
      statement.execute(insert(ROWS + 1, 2 * ROWS));
      while (!hasSpilled()) {
        assertThat(running).isNotDone();
      }
      assertThat(sentKeys()).isEmpty();
      connection.commit();
      Lsn committed = database.walEnd();
      while (confirmed().compareTo(committed) < 0) {
        assertThat(running).isNotDone();
      }
      assertThat(sentKeys()).isEqualTo(keys(1, 2 * ROWS));
      publisher.stop();
      assertThat(running).succeedsWithin(Duration.ofSeconds(5));
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void losesNothingWhenItEndsAmidATransactionThatArrives() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(insert(1, ROWS));
      try (Publisher publisher = publisher()) {
        CompletableFuture<Void> running = start(publisher);
        while (!hasSpilled()) {
          assertThat(running).isNotDone();
        }
      }
      statement.execute(insert(ROWS + 1, 2 * ROWS));
      connection.commit();
    }
    assertThat(sentKeys()).isEmpty();
    try (Publisher publisher = publisher()) {
      CompletableFuture<Void> running = start(publisher);
      while (sink.sent.size() < 2 * ROWS) {
        assertThat(running).isNotDone();
      }
    }
    assertThat(sentKeys()).isEqualTo(keys(1, 2 * ROWS));
  }

  @Test
  void sendsThePreparedAgainUntilItsCommitIsSafe() throws SQLException {
    database.execute(
        "BEGIN; " + insert(1, 2) + "; PREPARE TRANSACTION '" + database.name() + "'", insert(3, 4));
    Lsn before = confirmed();
    try (Publisher publisher = publisher()) {
      CompletableFuture<Void> running = start(publisher);
      while (sink.sent.size() < 2) {
        assertThat(running).isNotDone();
      }
    }
    assertThat(sentKeys()).isEqualTo(keys(3, 4));
    assertThat(confirmed()).isGreaterThanOrEqualTo(before);
    database.execute("COMMIT PREPARED '" + database.name() + "'");
    Lsn committed = database.walEnd();
    sink.sent.clear();
    try (Publisher publisher = publisher()) {
      CompletableFuture<Void> running = start(publisher);
      while (confirmed().compareTo(committed) < 0) {
        assertThat(running).isNotDone();
      }
    }
    assertThat(sentKeys())
        .as("the second comes again")
        .isEqualTo(List.of("{\"id\":3}", "{\"id\":4}", "{\"id\":1}", "{\"id\":2}"));
  }
}
