package io.tidemark.envelope.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.envelope.Envelope;
import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.envelope.EnvelopeStream;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationStream;
import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Debezium's engine, then ours, on the same slot, by the SQL of the users' page. */
@Tag("slow")
@Timeout(180)
class TakeOverTest {
  private static final Path PAGE = Path.of("..", "docs", "migrating-from-debezium.md");

  /** PostgreSQL's slots belong to the server; the page's is named as Debezium names it. */
  private static final String SLOT = "debezium";

  @Test
  void nothingIsLostOrRepeatedByThePagesSteps() throws Exception {
    try (TestPostgres postgres = TestPostgres.start()) {
      shop(postgres);
      List<Integer> before;
      String position;
      try (DebeziumOracle debezium = debezium(postgres)) {
        insert(postgres, 1, 300);
        run(postgres, sql("mark"));
        position = run(postgres, sql("position"));
        debezium.arrivals().await(1);
        before = ids(debezium.arrivals().events());
      }
      awaitReleased(postgres);
      run(postgres, sql("move").replace("0/16B3748", position));
      insert(postgres, 301, 400);
      assertThat(before).containsExactlyElementsOf(range(1, 300));
      assertThat(read(postgres, 400)).containsExactlyElementsOf(range(301, 400));
    }
  }

  @Test
  void plainChangeRepeatsWhatWasNotConfirmedAndLosesNothing() throws Exception {
    try (TestPostgres postgres = TestPostgres.start()) {
      shop(postgres);
      List<Integer> before;
      try (DebeziumOracle debezium = debezium(postgres)) {
        insert(postgres, 1, 300);
        run(postgres, sql("mark"));
        debezium.arrivals().await(1);
        before = ids(debezium.arrivals().events());
      }
      awaitReleased(postgres);
      insert(postgres, 301, 400);
      List<Integer> after = read(postgres, 400);
      assertThat(after.get(0)).as("no gap").isLessThanOrEqualTo(before.get(before.size() - 1) + 1);
      assertThat(after).containsExactlyElementsOf(range(after.get(0), 400));
    }
  }

  private static void shop(TestPostgres postgres) {
    postgres.createDatabase("shop");
    postgres.execute(
        "shop",
        "CREATE TABLE orders (id int PRIMARY KEY)",
        "CREATE PUBLICATION dbz_publication FOR TABLE orders",
        "SELECT pg_create_logical_replication_slot('" + SLOT + "', 'pgoutput')");
  }

  private static DebeziumOracle debezium(TestPostgres postgres) {
    Map<String, String> connector =
        new HashMap<>(DebeziumOracle.connection(postgres.port(), "shop", TestPostgres.USER));
    connector.put("slot.name", SLOT);
    connector.put("publication.name", "dbz_publication");
    connector.put("topic.prefix", "shop");
    return new DebeziumOracle(connector, Map.of("schemas.enable", "false"));
  }

  private static void insert(TestPostgres postgres, int from, int to) {
    postgres.execute(
        "shop",
        range(from, to).stream()
            .map(id -> "INSERT INTO orders VALUES (" + id + ")")
            .toArray(String[]::new));
  }

  /** What our side has of the slot, up to the row with that id. */
  private static List<Integer> read(TestPostgres postgres, int last) throws IOException {
    ReplicationConfig config =
        ReplicationConfig.builder()
            .url(postgres.jdbcUrl("shop"))
            .slot(SLOT)
            .publication("dbz_publication")
            .build();
    List<Integer> ids = new ArrayList<>();
    try (ReplicationStream stream = ReplicationStream.open(config);
        EnvelopeStream envelopes =
            EnvelopeStream.over(stream, EnvelopeConfig.debeziumJson("shop"))) {
      for (Envelope envelope : envelopes) {
        assertThat(envelope.topic()).isEqualTo("shop.public.orders");
        ids.add(Json.parse(envelope.value()).at("/after/id").asInt());
        envelopes.acknowledge(envelope.position());
        if (ids.get(ids.size() - 1) == last) {
          return ids;
        }
      }
    }
    throw new AssertionError("the stream ended after " + ids);
  }

  private static List<Integer> ids(List<JsonNode> events) {
    return events.stream().map(event -> event.at("/value/after/id").asInt()).toList();
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.rangeClosed(from, to).boxed().toList();
  }

  private static void awaitReleased(TestPostgres postgres) throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!run(postgres, sql("released")).isEmpty()) {
      assertThat(System.nanoTime()).as("Debezium holds the slot").isLessThan(deadline);
    }
  }

  /** The statement of the page under this comment. */
  private static String sql(String name) throws IOException {
    Matcher block =
        Pattern.compile("```sql\n-- " + name + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).as("a block \"-- " + name + "\" in " + PAGE).isTrue();
    return block.group(1).strip();
  }

  /** The first column of the first row; empty without rows. */
  private static String run(TestPostgres postgres, String sql) {
    try (Connection connection = postgres.connect("shop");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
