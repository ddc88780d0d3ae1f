package io.tidemark.publisher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the command sends, as a slot sees it. */
final class SignalCommandTest {
  private static final TestPostgres POSTGRES = TestPostgres.shared();
  private static final String NAME = "signal_command";

  @BeforeEach
  void createSlot() {
    POSTGRES.createDatabase(NAME);
    POSTGRES.execute(
        NAME,
        "CREATE PUBLICATION p",
        "SELECT pg_create_logical_replication_slot('" + NAME + "', 'test_decoding')");
  }

  @AfterEach
  void dropSlot() {
    POSTGRES.execute(NAME, "SELECT pg_drop_replication_slot('" + NAME + "')");
    POSTGRES.execute("postgres", "DROP DATABASE " + NAME);
  }

  private static CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("signal"));
    all.addAll(List.of(arguments));
    for (String setting :
        List.of(
            "database.port=" + POSTGRES.port(),
            "database.user=postgres",
            "database.dbname=" + NAME,
            "slot.name=" + NAME,
            "publication.name=p")) {
      all.addAll(List.of("--set", setting));
    }
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static String message() throws SQLException {
    try (Connection connection = POSTGRES.connect(NAME);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT string_agg(data, '') FROM pg_logical_slot_get_changes('"
                    + NAME
                    + "', NULL, NULL) WHERE data LIKE 'message:%'")) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void sendsARequestForASnapshot() throws SQLException {
    CommandRun sent =
        run(
            "execute-snapshot",
            "public\\.a",
            "public.b",
            "--where",
            "public.b=id > 7",
            "--set",
            "signal.enabled.channels=source,message");

    assertThat(sent.exitCode()).as(sent.err()).isZero();
    assertThat(sent.out()).matches("sent execute-snapshot [0-9a-f-]{36} at [0-9A-F/]+\\R");
    String id = sent.out().split(" ", -1)[2];
    assertThat(message())
        .contains("prefix: tidemark-signal,")
        .endsWith(
            "{\"id\":\""
                + id
                + "\",\"type\":\"execute-snapshot\",\"data\":{\"data-collections\":"
                + "[\"public\\\\.a\",\"public.b\"],\"type\":\"incremental\",\"additional-conditions\":"
                + "[{\"data-collection\":\"public.b\",\"filter\":\"id > 7\"}]}}");
  }

  @Test
  void sendsTheOtherSignalsUnderThePrefixThatIsSet() throws SQLException {
    CommandRun sent =
        run(
            "stop-snapshot",
            "--set",
            "signal.enabled.channels=message",
            "--set",
            "signal.message.prefix=ours");

    assertThat(sent.exitCode()).as(sent.err()).isZero();
    assertThat(message())
        .contains("prefix: ours,")
        .endsWith("\"type\":\"stop-snapshot\",\"data\":{}}");
  }

  @Test
  void saysWhenNobodyWouldListen() {
    CommandRun refused = run("pause-snapshot");

    assertThat(refused.exitCode()).isEqualTo(Tidemark.USAGE);
    assertThat(refused.err()).contains("signal.enabled.channels", "message");
  }

  @Test
  void wantsToKnowWhatToRead() {
    CommandRun refused = run("execute-snapshot", "--set", "signal.enabled.channels=message");

    assertThat(refused.exitCode()).isEqualTo(Tidemark.USAGE);
    assertThat(refused.err()).contains("execute-snapshot", "tables");
  }
}
