package io.tidemark.publisher.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.HeldSink;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.publisher.check.Finding.Verdict;
import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.publisher.snapshot.InitialSnapshot;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The SQL of the users' page, as it stands there, and then the pipe as the role that it makes. */
@Tag("slow")
class PrivilegesTest {
  private static final Path PAGE = Path.of("..", "docs", "privileges.md");
  private static final String PASSWORD = "change me";

  private final HeldSink sink = HeldSink.delivering();

  @Test
  void roleOfThePageRunsThePipeAndMayDoNoMore() throws Exception {
    try (TestPostgres postgres = TestPostgres.start()) {
      postgres.createDatabase("shop");
      postgres.execute(
          "shop",
          "CREATE ROLE shop_owner LOGIN",
          "ALTER DATABASE shop OWNER TO shop_owner",
          "REVOKE ALL ON SCHEMA public FROM PUBLIC");
      run(postgres, "shop_owner", "CREATE TABLE orders (id int PRIMARY KEY)");
      run(postgres, "shop_owner", "CREATE TABLE order_lines (id int PRIMARY KEY)");
      List<Block> blocks = blocks();
      assertThat(blocks)
          .extracting(Block::role)
          .containsExactly("postgres", "shop_owner", "replicator", "shop_owner");

      for (Block block : blocks.subList(0, 3)) {
        run(postgres, block.role, block.sql);
      }
      postgres.requirePassword("replicator");
      PublisherConfig config = config(postgres, "no_data");
      assertThat(Checks.ofPostgres(config).mustBeFixed()).isFalse();
      assertThat(warnings(config)).anyMatch(found -> found.startsWith("the role may not SELECT"));
      publish(postgres, config);

      run(postgres, blocks.get(3).role, blocks.get(3).sql);
      assertThat(warnings(config)).noneMatch(found -> found.startsWith("the role may not SELECT"));
      run(postgres, "replicator", "SELECT pg_drop_replication_slot('orders_slot')");
      takeSnapshot(config(postgres, "initial"));
    }
  }

  private void publish(TestPostgres postgres, PublisherConfig config) throws Exception {
    CompletableFuture<Void> running;
    try (Publisher publisher =
        Publisher.builder(config.replication()).envelope(config.envelope()).sink(sink).build()) {
      running = CompletableFuture.runAsync(publisher::run);
      run(postgres, "shop_owner", "INSERT INTO orders VALUES (7)");
      assertThat(sink.next().value()).contains("\"after\":{\"id\":7}");
    }
    assertThat(running).succeedsWithin(Duration.ofSeconds(10));
    try (Connection connection = postgres.connect("shop")) {
      assertThat(ReplicationSlot.find(connection, "orders_slot").orElseThrow().isActive())
          .isFalse();
    }
  }

  /** The first start of all, which makes the slot. */
  private void takeSnapshot(PublisherConfig config) throws Exception {
    assertThat(Checks.ofPostgres(config).mustBeFixed()).isFalse();
    CompletableFuture<Void> running;
    SnapshotPhase snapshot = InitialSnapshot.unrecorded(config.snapshot());
    try (Publisher publisher = config.publisherTo(() -> sink, snapshot).build()) {
      running = CompletableFuture.runAsync(publisher::run);
      assertThat(sink.next().value()).contains("\"after\":{\"id\":7}", "\"op\":\"r\"");
    }
    assertThat(running).succeedsWithin(Duration.ofSeconds(10));
  }

  private static List<String> warnings(PublisherConfig config) {
    return Checks.ofPostgres(config).postgres().stream()
        .filter(finding -> finding.verdict() == Verdict.WARN)
        .map(Finding::found)
        .toList();
  }

  private static PublisherConfig config(TestPostgres postgres, String snapshotMode) {
    return PublisherConfig.of(
        Map.of(
            "database.port", Integer.toString(postgres.port()),
            "database.dbname", "shop",
            "database.user", "replicator",
            "database.password", PASSWORD,
            "slot.name", "orders_slot",
            "publication.name", "orders_pub",
            "snapshot.mode", snapshotMode,
            "topic.prefix", "shop"));
  }

  private record Block(String role, String sql) {}

  /** Each says in its first line who runs it. */
  private static List<Block> blocks() throws IOException {
    return Pattern.compile("```sql\n-- as (a )?(\\w+)[^\n]*\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(PAGE))
        .results()
        .map(PrivilegesTest::block)
        .toList();
  }

  private static Block block(MatchResult found) {
    String role = found.group(2).equals("superuser") ? TestPostgres.USER : found.group(2);
    return new Block(role, found.group(3));
  }

  private static void run(TestPostgres postgres, String role, String sql) throws SQLException {
    String url = "jdbc:postgresql://localhost:" + postgres.port() + "/shop";
    try (Connection connection = DriverManager.getConnection(url, role, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
