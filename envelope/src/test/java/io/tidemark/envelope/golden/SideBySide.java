package io.tidemark.envelope.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.envelope.DebeziumProperties;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database of its own that Debezium and this library read at once, each from a slot of its own.
 * What is executed there is logged in {@code target/differential}.
 */
final class SideBySide implements AutoCloseable {
  private static final String PUBLICATION = "differential";
  private static final String ORACLE_SLOT = "differential_debezium";
  private static final String OUR_SLOT = "differential_tidemark";

  private final TestPostgres server;
  private final String database;
  private final Connection connection;
  private final Path log;
  private @Nullable DebeziumOracle oracle;
  private @Nullable StreamedEvents ours;
  private int marks;

  SideBySide(TestPostgres server, String name) throws SQLException, IOException {
    this.server = server;
    database = "differential_" + name;
    server.createDatabase(database);
    connection = server.connect(database);
    log = Files.createDirectories(Path.of("target", "differential")).resolve(name + ".sql");
    Files.writeString(log, "");
  }

  Connection connection() {
    return connection;
  }

  void log(String comment) throws IOException {
    Files.writeString(log, "-- " + comment + "\n", StandardOpenOption.APPEND);
  }

  void execute(String sql) throws SQLException, IOException {
    Files.writeString(log, sql + ";\n", StandardOpenOption.APPEND);
    try (Statement statement = connection.createStatement()) {
      // A question mark is no parameter here, nor a brace an escape
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SQLException(sql, e.getSQLState(), e);
    }
  }

  /**
   * Lets both read what happens from now on.
   *
   * @param settings of Debezium's connector; those of the envelope are ours too
   * @param converter settings of the JSON converter
   * @param binary whether our stream is binary; Debezium's never is
   */
  void start(Map<String, String> settings, Map<String, String> converter, boolean binary)
      throws SQLException, IOException {
    if (!Files.readString(log).contains("create publication " + PUBLICATION)) {
      execute("create publication " + PUBLICATION + " for all tables");
    }
    for (String slot : List.of(ORACLE_SLOT, OUR_SLOT)) {
      execute("SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
    }
    oracle = oracle(settings, converter);
    ours = ours(settings, converter, binary);
  }

  private DebeziumOracle oracle(Map<String, String> settings, Map<String, String> converter) {
    Map<String, String> connector = new HashMap<>(settings);
    connector.put("topic.prefix", "shop");
    if (connector.containsKey("transforms")) {
      // Here it is the converter's setting for both
      connector.put(
          "transforms.unwrap.replace.null.with.default",
          converter.getOrDefault("replace.null.with.default", "true"));
    }
    connector.put("slot.name", ORACLE_SLOT);
    connector.put("publication.name", PUBLICATION);
    connector.putAll(DebeziumOracle.connection(server.port(), database, TestPostgres.USER));
    return new DebeziumOracle(connector, converter);
  }

  private StreamedEvents ours(
      Map<String, String> settings, Map<String, String> converter, boolean binary) {
    Map<String, String> properties = new HashMap<>(settings);
    properties.put("topic.prefix", "shop");
    // Debezium's default: workloads have values that no schema can hold
    properties.putIfAbsent("event.converting.failure.handling.mode", "warn");
    for (String side : List.of("key.converter.", "value.converter.")) {
      properties.put(side + "replace.null.with.default", "true");
      converter.forEach((name, value) -> properties.put(side + name, value));
    }
    return new StreamedEvents(
        ReplicationConfig.builder()
            .url(server.jdbcUrl(database))
            .user(TestPostgres.USER)
            .slot(OUR_SLOT)
            .publication(PUBLICATION)
            .messages(true)
            .binary(binary)
            .build(),
        DebeziumProperties.envelope(properties));
  }

  /** Waits until both have read all that was written. */
  void awaitBoth() throws SQLException, IOException, InterruptedException {
    execute("SELECT pg_logical_emit_message(true, '" + Arrivals.MARK + "', '')");
    marks++;
    arrivals(oracle == null ? null : oracle.arrivals()).await(marks);
    Arrivals found = arrivals(ours == null ? null : ours.arrivals());
    found.await(marks);
    log(found.events().size() + " events");
  }

  /** Where the two differ so far; an empty list is a pass. */
  List<String> differences() {
    KnownDeviations known = new KnownDeviations();
    List<JsonNode> expected = arrivals(oracle == null ? null : oracle.arrivals()).events();
    List<JsonNode> found = arrivals(ours == null ? null : ours.arrivals()).events();
    return Differences.ofMasked(
        expected.stream().map(known::ofDebezium).map(RunFields::masked).toList(),
        found.stream().map(RunFields::masked).toList());
  }

  private static Arrivals arrivals(@Nullable Arrivals arrivals) {
    if (arrivals == null) {
      throw new IllegalStateException("not started");
    }
    return arrivals;
  }

  @Override
  public void close() throws SQLException, IOException {
    if (ours != null) {
      ours.close();
    }
    if (oracle != null) {
      oracle.close();
    }
    connection.close();
    for (String slot : List.of(ORACLE_SLOT, OUR_SLOT)) {
      server.execute(
          "postgres",
          "SELECT pg_terminate_backend(active_pid, 10000) FROM pg_replication_slots"
              + " WHERE active AND slot_name = '"
              + slot
              + "'",
          "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
              + " WHERE slot_name = '"
              + slot
              + "'");
    }
    server.execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
  }
}
