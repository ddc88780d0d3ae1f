package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.fixtures.Transcript;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two-phase commit on real servers, with a crash between Prepare and Commit Prepared. */
@Tag("slow")
class PreparedWorkloadTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {15, 16, 17, 18})
  @Timeout(120)
  void receivesTheRowsAgainAfterACrashBecauseTheirPrepareWasNotConfirmed(int major)
      throws SQLException {
    Map<String, String> settings = Map.of("logical_decoding_work_mem", "64kB");
    try (TestPostgres postgres = TestPostgres.start(major, settings)) {
      prepareAndCommitOthers(postgres);
      for (String slot : List.of("limited", "unlimited")) {
        List<String> first = read(postgres, slot, 1, limit(slot));
        assertThat(first)
            .filteredOn(line -> line.contains("Insert"))
            .hasSize(2)
            .allMatch(line -> line.contains("ordinary"));
      }
      endPrepared(postgres);

      List<String> again = read(postgres, "limited", 2, TransactionAssembler::confirmable);
      assertThat(again).filteredOn(line -> line.contains("small")).hasSize(1);
      assertThat(again).filteredOn(line -> line.contains("streamed")).hasSize(2_000);
      assertThat(again).filteredOn(line -> line.contains("ordinary")).hasSize(2);
      assertThat(again).noneMatch(line -> line.contains("dropped"));
      assertThat(confirmed(postgres, "limited")).isEqualTo(lastEnd(again));

      assertThatExceptionOfType(UnknownPreparedTransactionException.class)
          .isThrownBy(() -> read(postgres, "unlimited", 2, limit("unlimited")))
          .withMessageContaining("\"small\"");
    }
  }

  private interface Limit {
    Lsn confirmable(TransactionAssembler assembler, Lsn requested);
  }

  private static Limit limit(String slot) {
    return slot.equals("limited")
        ? TransactionAssembler::confirmable
        : (assembler, requested) -> requested;
  }

  private static void prepareAndCommitOthers(TestPostgres postgres) {
    postgres.createDatabase("w");
    postgres.execute(
        "w",
        "CREATE TABLE t (id int PRIMARY KEY, v text)",
        "CREATE PUBLICATION pub FOR TABLE t",
        "SELECT pg_create_logical_replication_slot('limited', 'pgoutput', false, true)",
        "SELECT pg_create_logical_replication_slot('unlimited', 'pgoutput', false, true)",
        "BEGIN; INSERT INTO t VALUES (1, 'small'); PREPARE TRANSACTION 'small'",
        "INSERT INTO t VALUES (2, 'ordinary')",
        "BEGIN; INSERT INTO t SELECT i, 'streamed' FROM generate_series(10000, 11999) i;"
            + " SAVEPOINT s;"
            + " INSERT INTO t SELECT i, 'dropped' FROM generate_series(20000, 21999) i;"
            + " ROLLBACK TO s; PREPARE TRANSACTION 'streamed'",
        "BEGIN; INSERT INTO t VALUES (3, 'dropped'); PREPARE TRANSACTION 'rolled back'",
        "INSERT INTO t VALUES (4, 'ordinary')",
        "SELECT pg_logical_emit_message(false, 'end', '')");
  }

  private static void endPrepared(TestPostgres postgres) {
    postgres.execute(
        "w",
        "COMMIT PREPARED 'small'",
        "ROLLBACK PREPARED 'rolled back'",
        "COMMIT PREPARED 'streamed'",
        "SELECT pg_logical_emit_message(false, 'end', '')");
  }

  /**
   * Reads up to the nth end, acknowledges the last commit as far as the limit lets it, and ends.
   */
  private List<String> read(TestPostgres postgres, String slot, int ends, Limit limit)
      throws SQLException {
    Transcript transcript = Transcript.ofMessages();
    AssemblerConfig config = AssemblerConfig.builder().spillDirectory(directory).build();
    Lsn position;
    try (ReplicationStream stream = open(postgres, slot);
        TransactionAssembler assembler =
            new TransactionAssembler(AnnouncedRows.before(transcript), config)) {
      while (transcript.lines().stream().filter(line -> line.contains(" end \\x")).count() < ends) {
        stream.poll(assembler, 10_000);
      }
      position = limit.confirmable(assembler, lastEnd(transcript.lines()));
      stream.acknowledge(position);
    }
    await(() -> confirmed(postgres, slot), position);
    await(() -> active(postgres, slot), "f");
    return transcript.lines();
  }

  private static ReplicationStream open(TestPostgres postgres, String slot) {
    return ReplicationStream.open(
        ReplicationConfig.builder()
            .url(postgres.jdbcUrl("w"))
            .slot(slot)
            .publication("pub")
            .messages(true)
            .streaming(Streaming.ON)
            .twoPhase(true)
            .build());
  }

  private interface Query<T> {
    T run() throws SQLException;
  }

  /** The server works on it; the test's timeout is the limit. */
  private static <T> void await(Query<T> query, T expected) throws SQLException {
    while (!query.run().equals(expected)) {
      Thread.onSpinWait();
    }
  }

  private static Lsn lastEnd(List<String> lines) {
    Pattern end = Pattern.compile("Commit commit=\\S+ end=(\\S+)");
    List<Lsn> ends =
        lines.stream()
            .map(end::matcher)
            .filter(Matcher::find)
            .map(matcher -> Lsn.parse(matcher.group(1)))
            .toList();
    return ends.get(ends.size() - 1);
  }

  private static Lsn confirmed(TestPostgres postgres, String slot) throws SQLException {
    return slot(postgres, slot, "confirmed_flush_lsn", Lsn::parse);
  }

  private static String active(TestPostgres postgres, String slot) throws SQLException {
    return slot(postgres, slot, "active", Function.identity());
  }

  private static <T> T slot(
      TestPostgres postgres, String slot, String column, Function<String, T> parse)
      throws SQLException {
    String query =
        "SELECT " + column + " FROM pg_replication_slots WHERE slot_name = '" + slot + "'";
    try (Connection connection = postgres.connect("w");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return parse.apply(result.getString(1));
    }
  }
}
