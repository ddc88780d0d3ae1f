package io.tidemark.benchmarks.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.envelope.DebeziumProperties;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.kafka.KafkaSink;
import io.tidemark.publisher.kafka.KafkaSinkConfig;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.SqlConnection;
import io.tidemark.testing.TestKafka;
import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A consumer that nobody here wrote cannot tell the difference: Debezium's own JDBC sink reads our
 * topics into a second database, and the tables come out equal.
 *
 * <p>Here and not beside the publisher, because Debezium needs the older Kafka client that this
 * module has.
 */
@Tag("slow")
class JdbcSinkTest {
  private static final TestPostgres POSTGRES = TestPostgres.shared();
  private static final TestKafka KAFKA = TestKafka.shared();

  /** A column of each kind that the sink can write. */
  private static final String COLUMNS =
      """
      (id int PRIMARY KEY, flag boolean, small smallint, big bigint, single real, twice double precision,
       price numeric(12,3), any_number numeric, note text, name varchar(40), code char(5), raw bytea, uid uuid,
       day date, at_time time, at timestamp, at_zone timestamptz, doc json, docb jsonb, numbers int[], words text[])""";

  private static final List<String> STATEMENTS =
      List.of(
          """
          INSERT INTO things VALUES
            (1, true, -7, 9007199254740993, 1.5, -2.25e-3, 12.345, 1e20, E'quote " and \\\\ and \\n é 漢', 'n', 'ab',
             '\\x00ff10', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '2024-02-29', '23:59:59.123456',
             '1999-12-31 23:59:59.999999', '2024-06-01 12:00:00.5+02', '{"a": 1}', '{"b": [1, null]}',
             '{1,2,3}', '{"x","y z"}'),
            (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
             NULL, NULL, NULL)""",
          "INSERT INTO things (id, note) SELECT g, md5(g::text) FROM generate_series(3, 500) g",
          "UPDATE things SET price = id * 1.001, day = date '2000-01-01' + id WHERE id % 3 = 0",
          "UPDATE things SET note = NULL, flag = false WHERE id % 7 = 0",
          "UPDATE things SET id = id + 1000 WHERE id BETWEEN 100 AND 120",
          "DELETE FROM things WHERE id % 5 = 0",
          "INSERT INTO things (id, name) VALUES (5, 'again')",
          "INSERT INTO lines SELECT o, l, l * 10 FROM generate_series(1, 20) o, generate_series(1, 3) l",
          "DELETE FROM lines WHERE line = 2",
          "UPDATE lines SET line = 9 WHERE line = 3");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tablesComeOutEqual(boolean flat) throws Exception {
    String source = flat ? "jdbc_flat" : "jdbc_envelope";
    String target = source + "_target";
    POSTGRES.createDatabase(source);
    POSTGRES.createDatabase(target);
    createTables(source, "things", "lines");
    createTables(target, source + "_public_things", source + "_public_lines");
    POSTGRES.execute(
        source,
        "CREATE PUBLICATION p FOR ALL TABLES",
        "SELECT pg_create_logical_replication_slot('" + source + "', 'pgoutput')");
    POSTGRES.execute(source, STATEMENTS.toArray(String[]::new));
    publish(source);

    String url = "jdbc:postgresql://localhost:" + POSTGRES.port() + "/" + target;
    try (JdbcSink sink = new JdbcSink(url, TestPostgres.USER, flat)) {
      sink.put(topic(source + ".public.things"));
      sink.put(topic(source + ".public.lines"));
    }
    assertThat(rows(target, source + "_public_things"))
        .hasSizeGreaterThan(350)
        .containsExactlyElementsOf(rows(source, "things"));
    assertThat(rows(target, source + "_public_lines"))
        .hasSize(40)
        .containsExactlyElementsOf(rows(source, "lines"));
  }

  private static void createTables(String database, String things, String lines) {
    POSTGRES.execute(
        database,
        "CREATE TABLE " + things + COLUMNS,
        "CREATE TABLE "
            + lines
            + " (order_id int, line int, quantity int, PRIMARY KEY (order_id, line))");
  }

  /** Everything that was committed before. */
  private static void publish(String database) throws Exception {
    Lsn end;
    try (Connection connection = POSTGRES.connect(database)) {
      end = SqlConnection.walEnd(connection);
    }
    KafkaSinkConfig kafka =
        KafkaSinkConfig.of(Map.of("bootstrap.servers", KAFKA.bootstrapServers()));
    Publisher publisher =
        Publisher.builder(
                ReplicationConfig.builder()
                    .url(POSTGRES.jdbcUrl(database))
                    .user(TestPostgres.USER)
                    .slot(database)
                    .publication("p")
                    .statusInterval(Duration.ofMillis(200))
                    .pollTimeout(Duration.ofMillis(100))
                    .build())
            .envelope(
                DebeziumProperties.envelope(
                    Map.of(
                        "topic.prefix", database,
                        "key.converter.schemas.enable", "true",
                        "value.converter.schemas.enable", "true")))
            .sink(() -> KafkaSink.connect(kafka))
            .stopWhen(
                status ->
                    status.stream().filter(s -> s.confirmed().compareTo(end) >= 0).isPresent())
            .build();
    CompletableFuture.runAsync(publisher::run).get(120, TimeUnit.SECONDS);
  }

  private static List<ConsumerRecord<byte[], byte[]>> topic(String name) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    TopicPartition partition = new TopicPartition(name, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
    }
    return records;
  }

  /** Each row as PostgreSQL writes it. */
  private static List<String> rows(String database, String table) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = POSTGRES.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT t::text FROM " + table + " t ORDER BY 1")) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }
}
