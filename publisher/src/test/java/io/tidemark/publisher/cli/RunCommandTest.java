package io.tidemark.publisher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(180)
class RunCommandTest {
  @TempDir private Path directory;
  private final TestDatabase database = TestDatabase.create("run");

  @BeforeEach
  void createSlot() {
    database.execute(
        "CREATE TABLE orders (id int PRIMARY KEY)", "CREATE PUBLICATION p FOR TABLE orders");
    database.createSlot();
  }

  @Test
  void untilLsnEndsWhenEverythingUpToItIsConfirmed() throws Exception {
    database.execute("INSERT INTO orders VALUES (1)");
    Lsn lsn = database.walEnd();
    TidemarkProcess run = start("--until-lsn", lsn.toString());
    assertThat(run.await()).as(run.err()).isZero();
    assertThat(ids(run)).containsExactly(1);
    assertThat(slot().confirmedFlushLsn()).isGreaterThanOrEqualTo(lsn);
  }

  @Test
  void sigtermWhileEventsFlowLosesAndRepeatsNothing() throws Exception {
    TidemarkProcess first = start();
    int rows = 0;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      while (first.lines().size() < 50) {
        assertThat(first.isAlive()).as(first.err()).isTrue();
        statement.execute("INSERT INTO orders VALUES (" + ++rows + ")");
      }
      first.terminate();
      statement.execute("INSERT INTO orders VALUES (" + ++rows + ")");
    }
    assertThat(first.await()).as(first.err()).isZero();
    assertThat(slot().isActive()).isFalse();

    TidemarkProcess second = start("--until-current");
    assertThat(second.await()).as(second.err()).isZero();
    List<Integer> ids = new ArrayList<>(ids(first));
    ids.addAll(ids(second));
    assertThat(ids).containsExactlyElementsOf(IntStream.rangeClosed(1, rows).boxed().toList());
  }

  @Test
  void runsWithoutMicrometer() throws Exception {
    database.execute("INSERT INTO orders VALUES (1)");
    TidemarkProcess run =
        start(
            entry -> !entry.contains("micrometer") && !entry.contains("prometheus"),
            "--until-current");
    assertThat(run.await()).as(run.err()).isZero();
    assertThat(ids(run)).containsExactly(1);
  }

  @Test
  void logsTheSettingsThenEachState() throws Exception {
    TidemarkProcess run = start("--until-idle", "PT0.1S", "--set", "driver.sslpassword=s3cret");
    assertThat(run.await()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("INFO RunCommand - Settings:\n  ")
        .contains("\n  database.port = " + database.settings().get("database.port") + "\n")
        .contains("\n  slot.name = " + database.name() + "\n")
        .contains("\n  driver.sslpassword = ***\n")
        .doesNotContain("s3cret");
    assertThat(
            run.err()
                .lines()
                .filter(line -> line.contains(" Publisher - Slot "))
                .map(line -> line.substring(line.lastIndexOf(": ") + 2)))
        .containsExactly("starting", "streaming", "stopped");
  }

  @Test
  void valueThatItsSchemaCannotHoldIsOneLineWithTheRemedy() throws Exception {
    database.execute(
        "CREATE TABLE measures (id int PRIMARY KEY, reading numeric NOT NULL)",
        "ALTER PUBLICATION p ADD TABLE measures",
        "INSERT INTO measures VALUES (1, 'NaN')");
    TidemarkProcess run = start("--until-current");
    assertThat(run.await()).isEqualTo(Tidemark.REFUSED);
    assertThat(run.err())
        .containsPattern("\ntidemark: public.measures at .*: column \"reading\": ")
        .contains("set event.converting.failure.handling.mode to warn or skip\n")
        .doesNotContain("\tat ");
  }

  private TidemarkProcess start(String... arguments) throws IOException {
    return start(entry -> true, arguments);
  }

  private TidemarkProcess start(Predicate<String> onClassPath, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of("run", "--sink", "jsonl", "--set", "snapshot.mode=no_data"));
    command.addAll(List.of(arguments));
    return TidemarkProcess.start(directory, onClassPath, database.arguments(command));
  }

  private static List<Integer> ids(TidemarkProcess run) throws IOException {
    List<Integer> ids = new ArrayList<>();
    for (String line : run.lines()) {
      ids.add(new ObjectMapper().readTree(line).at("/value/after/id").asInt());
    }
    return ids;
  }

  /** Once the server has seen that the process is gone. */
  private ReplicationSlot slot() throws SQLException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      ReplicationSlot slot = database.slot().orElseThrow();
      if (!slot.isActive() || System.nanoTime() > deadline) {
        return slot;
      }
    }
  }
}
