package io.tidemark.publisher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.replication.ReplicationStream;
import io.tidemark.testing.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SlotsCommandTest {
  private static final TestPostgres POSTGRES = TestPostgres.shared();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private String database = "";

  @BeforeEach
  void createDatabase() {
    database = "slots_" + DATABASES.incrementAndGet();
    POSTGRES.createDatabase(database);
    POSTGRES.execute(database, "CREATE PUBLICATION p");
  }

  @Test
  void createsASlotThatListShows() {
    CommandRun created = run("slots", "create", database, "--set", "publication.name=p");
    assertThat(created.exitCode()).as(created.err()).isZero();
    assertThat(created.out())
        .matches("created slot " + database + " in database " + database + " at [0-9A-F/]+\\R");
    assertThat(created.err()).isEmpty();

    POSTGRES.execute(database, "CREATE TABLE t AS SELECT generate_series(1, 1000)");
    CommandRun listed = run("slots", "list");
    assertThat(listed.exitCode()).isZero();
    assertThat(listed.out().lines().findFirst().orElseThrow().split(" +"))
        .startsWith("SLOT", "DATABASE", "PLUGIN", "ACTIVE_PID", "CONFIRMED", "LAG_BYTES");
    String[] row = row(listed);
    assertThat(row).startsWith(database, database, "pgoutput", "-");
    assertThat(Long.parseLong(row[5])).isGreaterThan(1000);
    assertThat(row).endsWith("reserved", "-", "-");
  }

  @Test
  void listShowsWhoReads() {
    run("slots", "create", database);
    PublisherConfig config =
        PublisherConfig.of(
            Map.of(
                "database.port",
                Integer.toString(POSTGRES.port()),
                "database.user",
                "postgres",
                "database.dbname",
                database,
                "slot.name",
                database,
                "publication.name",
                "p",
                "topic.prefix",
                "x"));
    try (ReplicationStream stream = ReplicationStream.open(config.replication())) {
      assertThat(stream.isOpen()).isTrue();
      assertThat(row(run("slots", "list"))[3]).matches("[0-9]+");
      CommandRun dropped = run("slots", "drop", database, "--yes");
      assertThat(dropped.exitCode()).isEqualTo(Tidemark.REFUSED);
      assertThat(dropped.err()).contains("SQLSTATE 55006").doesNotContain("\tat ");
    }
  }

  @Test
  void createWarnsOfAPublicationThatIsNotThere() {
    CommandRun created = run("slots", "create", database, "--set", "publication.name=later");
    assertThat(created.exitCode()).isZero();
    assertThat(created.err()).contains("publication later does not exist yet");
  }

  @Test
  void createOfANameThatIsTakenIsRefused() {
    run("slots", "create", database);
    CommandRun again = run("slots", "create", database);
    assertThat(again.exitCode()).isEqualTo(Tidemark.REFUSED);
    assertThat(again.err()).contains("SQLSTATE 42710").doesNotContain("\tat ");
  }

  @Test
  void dropNeedsTheNameAsConfirmation() throws SQLException {
    run("slots", "create", database);
    for (String answer : List.of("", "yes\n", "slots\n")) {
      CommandRun kept = answer(answer);
      assertThat(kept.exitCode()).isEqualTo(Tidemark.REFUSED);
      assertThat(kept.out())
          .contains("bytes of WAL that it has not confirmed")
          .endsWith("not dropped" + System.lineSeparator());
      assertThat(slot()).isPresent();
    }
    assertThat(answer(database + "\n").exitCode()).isZero();
    assertThat(slot()).isEmpty();
  }

  @Test
  void dropWithYesDoesNotAsk() throws SQLException {
    run("slots", "create", database);
    CommandRun dropped = run("slots", "drop", database, "--yes");
    assertThat(dropped.out()).isEqualTo("dropped slot " + database + System.lineSeparator());
    assertThat(slot()).isEmpty();
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
    return CommandRun.of(
        new CommandLine(new SlotsDropCommand(in)), withConnection(new String[] {database}));
  }

  private String[] withConnection(String[] arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    Map.of(
            "database.port",
            Integer.toString(POSTGRES.port()),
            "database.user",
            "postgres",
            "database.dbname",
            database)
        .forEach((name, value) -> all.addAll(List.of("--set", name + "=" + value)));
    return all.toArray(String[]::new);
  }

  private String[] row(CommandRun listed) {
    return listed
        .out()
        .lines()
        .filter(line -> line.startsWith(database + " "))
        .findFirst()
        .orElseThrow()
        .split(" +");
  }

  private Optional<ReplicationSlot> slot() throws SQLException {
    try (Connection connection = POSTGRES.connect(database)) {
      return ReplicationSlot.find(connection, database);
    }
  }
}
