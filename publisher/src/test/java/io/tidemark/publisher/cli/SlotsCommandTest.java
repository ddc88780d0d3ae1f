package io.tidemark.publisher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.replication.ReplicationStream;
import io.tidemark.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SlotsCommandTest {
  private final TestDatabase database = TestDatabase.create("slots");
  private final String slot = database.name();

  @BeforeEach
  void createPublication() {
    database.execute("CREATE PUBLICATION p");
  }

  @Test
  void createsASlotThatListShows() {
    CommandRun created = run("slots", "create", slot, "--set", "publication.name=p");
    assertThat(created.exitCode()).as(created.err()).isZero();
    assertThat(created.out())
        .matches("created slot " + slot + " in database " + slot + " at [0-9A-F/]+\\R");
    assertThat(created.err()).isEmpty();

    database.execute("CREATE TABLE t AS SELECT generate_series(1, 1000)");
    CommandRun listed = run("slots", "list");
    assertThat(listed.exitCode()).isZero();
    assertThat(listed.out().lines().findFirst().orElseThrow().split(" +"))
        .startsWith("SLOT", "DATABASE", "PLUGIN", "ACTIVE_PID", "CONFIRMED", "LAG_BYTES");
    String[] row = row(listed);
    assertThat(row).startsWith(slot, slot, "pgoutput", "-");
    assertThat(Long.parseLong(row[5])).isGreaterThan(1000);
    assertThat(row).endsWith("reserved", "-", "-");
  }

  @Test
  void createsTheSlotThatARunWouldCreate() throws SQLException {
    CommandRun created =
        run("slots", "create", slot, "--set=slot.two.phase=true", "--set=slot.failover=true");
    assertThat(created.exitCode()).as(created.err()).isZero();
    assertThat(database.slot())
        .hasValueSatisfying(
            found -> {
              assertThat(found.twoPhase()).isTrue();
              assertThat(found.failover()).isTrue();
            });
  }

  @Test
  void listShowsWhoReads() {
    run("slots", "create", slot);
    try (ReplicationStream stream = ReplicationStream.open(database.replication().build())) {
      assertThat(stream.isOpen()).isTrue();
      assertThat(row(run("slots", "list"))[3]).matches("[0-9]+");
      CommandRun dropped = run("slots", "drop", slot, "--yes");
      assertThat(dropped.exitCode()).isEqualTo(Tidemark.REFUSED);
      assertThat(dropped.err()).contains("SQLSTATE 55006").doesNotContain("\tat ");
    }
  }

  @Test
  void createWarnsOfAPublicationThatIsNotThere() {
    CommandRun created = run("slots", "create", slot, "--set", "publication.name=later");
    assertThat(created.exitCode()).isZero();
    assertThat(created.err()).contains("publication later does not exist yet");
  }

  @Test
  void createOfANameThatIsTakenIsRefused() {
    run("slots", "create", slot);
    CommandRun again = run("slots", "create", slot);
    assertThat(again.exitCode()).isEqualTo(Tidemark.REFUSED);
    assertThat(again.err()).contains("SQLSTATE 42710").doesNotContain("\tat ");
  }

  @Test
  void dropNeedsTheNameAsConfirmation() throws SQLException {
    run("slots", "create", slot);
    for (String answer : List.of("", "yes\n", "slots\n")) {
      CommandRun kept = answer(answer);
      assertThat(kept.exitCode()).isEqualTo(Tidemark.REFUSED);
      assertThat(kept.out())
          .contains("bytes of WAL that it has not confirmed")
          .endsWith("not dropped" + System.lineSeparator());
      assertThat(database.slot()).isPresent();
    }
    assertThat(answer(slot + "\n").exitCode()).isZero();
    assertThat(database.slot()).isEmpty();
  }

  @Test
  void dropWithYesDoesNotAsk() throws SQLException {
    run("slots", "create", slot);
    CommandRun dropped = run("slots", "drop", slot, "--yes");
    assertThat(dropped.out()).isEqualTo("dropped slot " + slot + System.lineSeparator());
    assertThat(database.slot()).isEmpty();
  }

  @Test
  void dropOfAnUnknownSlotIsAUsageError() {
    CommandRun dropped = run("slots", "drop", "no_such_slot", "--yes");
    assertThat(dropped.exitCode()).isEqualTo(Tidemark.USAGE);
    assertThat(dropped.err()).contains("slot no_such_slot does not exist");
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(withConnection(arguments));
  }

  private CommandRun answer(String typed) {
    InputStream in = new ByteArrayInputStream(typed.getBytes(UTF_8));
    return CommandRun.of(new CommandLine(new SlotsDropCommand(in)), withConnection(slot));
  }

  private String[] withConnection(String... arguments) {
    return database.arguments(List.of(arguments), "slot.name", "publication.name", "topic.prefix");
  }

  private String[] row(CommandRun listed) {
    return listed
        .out()
        .lines()
        .filter(line -> line.startsWith(slot + " "))
        .findFirst()
        .orElseThrow()
        .split(" +");
  }
}
