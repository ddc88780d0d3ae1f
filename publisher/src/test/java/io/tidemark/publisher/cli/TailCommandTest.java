package io.tidemark.publisher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TailCommandTest {
  private final TestDatabase database = TestDatabase.create("tail");

  @BeforeEach
  void createSlot() {
    database.execute(
        "CREATE TABLE orders (id int PRIMARY KEY, note text)",
        "CREATE TABLE audit (id int PRIMARY KEY)",
        "ALTER TABLE orders REPLICA IDENTITY FULL",
        "CREATE PUBLICATION p FOR ALL TABLES");
    database.createSlot();
  }

  @Test
  void printsALineForEachChange() throws SQLException {
    Lsn confirmed = database.slot().orElseThrow().confirmedFlushLsn();
    database.execute(
        "INSERT INTO orders VALUES (1, 'gift wrap'), (2, NULL)",
        "UPDATE orders SET note = 'plain' WHERE id = 1",
        "DELETE FROM orders WHERE id = 2",
        "TRUNCATE orders",
        "SELECT pg_logical_emit_message(false, 'audit', E'\\x1b[31mred')");
    CommandRun tail = tail("--count", "6");
    assertThat(tail.exitCode()).as(tail.err()).isZero();
    List<String> lines = tail.out().lines().toList();
    assertThat(lines.get(0)).matches("BEGIN     xid [0-9]+, [-0-9]+T[:.0-9]+Z");
    assertThat(lines.get(1)).isEqualTo("INSERT    public.orders id=1 note='gift wrap'");
    assertThat(lines.get(2)).isEqualTo("INSERT    public.orders id=2 note=null");
    assertThat(lines.get(3)).matches("COMMIT    [0-9A-F]+/[0-9A-F]+");
    assertThat(tail.out())
        .contains("UPDATE    public.orders id=1 note='gift wrap' -> plain\n")
        .contains("DELETE    public.orders id=2 note=null\n")
        .contains("TRUNCATE  public.orders\n")
        .endsWith("MESSAGE   audit '\\x1b[31mred' (not transactional)\n");
    assertThat(database.slot().orElseThrow().confirmedFlushLsn())
        .as("confirms nothing")
        .isEqualTo(confirmed);
  }

  @Test
  void leavesOutTablesThatNobodyAskedFor() {
    database.execute("INSERT INTO audit VALUES (1)", "INSERT INTO orders VALUES (1, 'a')");
    CommandRun tail = tail("--count", "1", "--table", "public\\.o.*");
    assertThat(tail.out().lines().map(line -> line.split(" ", -1)[0]))
        .containsExactly("BEGIN", "INSERT");
    CommandRun envelopes = tail("--count", "1", "--table", "public\\.o.*", "--format", "envelopes");
    assertThat(envelopes.out()).startsWith("CREATE shop.public.orders at ");
  }

  @Test
  void printsEnvelopesOverSeveralLines() {
    database.execute("INSERT INTO orders VALUES (1, 'a')");
    CommandRun tail = tail("--count", "1", "--format", "envelopes");
    assertThat(tail.exitCode()).as(tail.err()).isZero();
    assertThat(tail.out())
        .matches("(?s)CREATE shop\\.public\\.orders at [0-9A-F]+/[0-9A-F]+#0\n.*")
        .contains("\n  key   {\"id\":1}\n  value {\n    \"before\" : null,\n");
  }

  @Test
  void printsTheLinesThatTheSinkWrites() throws Exception {
    database.execute("INSERT INTO orders VALUES (1, 'a')", "DELETE FROM orders WHERE id = 1");
    CommandRun tail = tail("--count", "3", "--format", "jsonl");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : tail.out().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines)
        .extracting(line -> line.at("/value/op").asText())
        .containsExactly("c", "d", "");
    assertThat(lines.get(0).path("topic").asText()).isEqualTo("shop.public.orders");
    assertThat(lines.get(0).at("/headers/__debezium.context.connectorName").asText())
        .isEqualTo("postgresql");
  }

  @Test
  void startsAtAPositionThatTheSlotStillHas() {
    database.execute("INSERT INTO orders VALUES (1, 'a')");
    Lsn middle = Lsn.parse(database.query("SELECT pg_current_wal_lsn()"));
    database.execute("INSERT INTO orders VALUES (2, 'b')");
    assertThat(run("--from", middle.toString(), "--count", "1").out()).contains("id=2 note=b");

    CommandRun gone = run("--from", "0/1", "--count", "1");
    assertThat(gone.exitCode()).isEqualTo(Tidemark.USAGE);
    assertThat(gone.err()).contains("--from 0/1: expected slot, or at least");
    assertThat(run("--from", "yesterday").err())
        .contains("--from yesterday: expected now, slot, or an LSN");
  }

  @Tag("slow")
  @Test
  void signalEndsItWithZeroAndNoSlotStays(@TempDir Path directory) throws Exception {
    database.execute("INSERT INTO orders VALUES (1, 'a')");
    TidemarkProcess tail = TidemarkProcess.start(directory, arguments("--from", "slot"));
    while (tail.lines().size() < 3) {
      assertThat(tail.isAlive()).as(tail.err()).isTrue();
    }
    tail.terminate();
    assertThat(tail.await()).as(tail.err()).isZero();
    assertThat(tail.lines()).hasSize(3);
    assertThat(
            database.query(
                "SELECT count(*) FROM pg_replication_slots WHERE slot_name LIKE 'tidemark_tail_"
                    + tail.pid()
                    + "%'"))
        .isEqualTo("0");
  }

  @Test
  void severalPublicationsMustBeChosenFrom() {
    database.execute("CREATE PUBLICATION q");
    CommandRun tail = tail();
    assertThat(tail.exitCode()).isEqualTo(Tidemark.USAGE);
    assertThat(tail.err()).contains("several publications: set publication.name to one of p, q");
  }

  @Test
  void databaseWithoutPublicationIsOneLine() {
    database.execute("DROP PUBLICATION p");
    CommandRun tail = tail();
    assertThat(tail.exitCode()).isEqualTo(Tidemark.USAGE);
    assertThat(tail.err()).contains("has no publication: CREATE PUBLICATION");
  }

  /** From where the slot stands. */
  private CommandRun tail(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--from", "slot"));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(arguments(arguments));
  }

  private String[] arguments(String... arguments) {
    List<String> command = new ArrayList<>(List.of("tail"));
    command.addAll(List.of(arguments));
    return database.arguments(command, "publication.name");
  }
}
