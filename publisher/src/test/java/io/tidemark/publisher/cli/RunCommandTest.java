package io.tidemark.publisher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.replication.SqlConnection;
import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
  private static final TestPostgres POSTGRES = TestPostgres.shared();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  @TempDir private Path directory;
  private String database = "";

  @BeforeEach
  void createSlot() {
    database = "run_" + DATABASES.incrementAndGet();
    POSTGRES.createDatabase(database);
    POSTGRES.execute(
        database,
        "CREATE TABLE orders (id int PRIMARY KEY)",
        "CREATE PUBLICATION p FOR TABLE orders",
        "SELECT pg_create_logical_replication_slot('" + database + "', 'pgoutput')");
  }

  @Test
  void untilLsnEndsWhenEverythingUpToItIsConfirmed() throws Exception {
    POSTGRES.execute(database, "INSERT INTO orders VALUES (1)");
    Lsn lsn = walEnd();
    TidemarkProcess run = start("--until-lsn", lsn.toString());
    assertThat(run.await()).as(run.err()).isZero();
    assertThat(ids(run)).containsExactly(1);
    assertThat(slot().confirmedFlushLsn()).isGreaterThanOrEqualTo(lsn);
  }

  @Test
  void sigtermWhileEventsFlowLosesAndRepeatsNothing() throws Exception {
    TidemarkProcess first = start();
    int rows = 0;
    try (Connection connection = POSTGRES.connect(database);
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
    POSTGRES.execute(database, "INSERT INTO orders VALUES (1)");
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
        .contains("INFO  RunCommand - Settings:\n  ")
        .contains("\n  database.port = " + POSTGRES.port() + "\n")
        .contains("\n  slot.name = " + database + "\n")
        .contains("\n  driver.sslpassword = ***\n")
        .doesNotContain("s3cret");
    assertThat(
            run.err()
                .lines()
                .filter(line -> line.contains(" Publisher - Slot "))
                .map(line -> line.substring(line.lastIndexOf(": ") + 2)))
        .containsExactly("starting", "streaming", "stopped");
  }

  private TidemarkProcess start(String... arguments) throws IOException {
    return start(entry -> true, arguments);
  }

  private TidemarkProcess start(Predicate<String> onClassPath, String... arguments)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("run", "--sink", "jsonl"));
    Map.of(
            "database.port", Integer.toString(POSTGRES.port()),
            "database.user", "postgres",
            "database.dbname", database,
            "slot.name", database,
            "publication.name", "p",
            "snapshot.mode", "no_data",
            "topic.prefix", "shop")
        .forEach((name, value) -> all.addAll(List.of("--set", name + "=" + value)));
    all.addAll(List.of(arguments));
    return TidemarkProcess.start(directory, onClassPath, all.toArray(String[]::new));
  }

  private static List<Integer> ids(TidemarkProcess run) throws IOException {
    List<Integer> ids = new ArrayList<>();
    for (String line : run.lines()) {
      ids.add(new ObjectMapper().readTree(line).at("/value/after/id").asInt());
    }
    return ids;
  }

  private Lsn walEnd() throws SQLException {
    try (Connection connection = POSTGRES.connect(database)) {
      return SqlConnection.walEnd(connection);
    }
  }

  /** Once the server has seen that the process is gone. */
  private ReplicationSlot slot() throws SQLException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    try (Connection connection = POSTGRES.connect(database)) {
      while (true) {
        ReplicationSlot slot = ReplicationSlot.find(connection, database).orElseThrow();
        if (!slot.isActive() || System.nanoTime() > deadline) {
          return slot;
        }
      }
    }
  }
}
