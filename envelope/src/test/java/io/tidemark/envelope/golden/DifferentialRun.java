package io.tidemark.envelope.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.envelope.DebeziumProperties;
import io.tidemark.envelope.EnvelopeConfig;
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

/**
 * One random workload in a database of its own, read by Debezium and by this library at once.
 *
 * <p>Both ask the catalog when they come upon a relation, so nothing changes a table before both
 * have read all that was written: what they see then is the same.
 */
final class DifferentialRun implements AutoCloseable {
  private static final int ROUNDS = 12;
  private static final int TRANSACTIONS = 4;
  private static final String PUBLICATION = "differential";
  private static final String ORACLE_SLOT = "differential_debezium";
  private static final String OUR_SLOT = "differential_tidemark";

  private final TestPostgres server;
  private final String database;
  private final RandomSettings settings;
  private final RandomWorkload workload;
  private final Connection connection;
  private final Path log;
  private int marks;

  DifferentialRun(TestPostgres server, long seed) throws SQLException, IOException {
    this.server = server;
    Dice dice = new Dice(seed);
    settings = new RandomSettings(seed, dice);
    workload = new RandomWorkload(dice, new RandomTypes(settings).all());
    database = "differential_" + seed;
    server.createDatabase(database);
    connection = server.connect(database);
    log = Files.createDirectories(Path.of("target", "differential")).resolve(seed + ".sql");
    Files.writeString(log, "-- " + this + "\n");
  }

  /** Where the two differ; an empty list is a pass. */
  List<String> differences() throws SQLException, IOException, InterruptedException {
    for (String sql : RandomTypes.PREPARATION) {
      execute(sql);
    }
    for (String sql : workload.setup()) {
      execute(sql);
    }
    execute("CREATE PUBLICATION " + PUBLICATION + " FOR ALL TABLES");
    for (String slot : List.of(ORACLE_SLOT, OUR_SLOT)) {
      execute("SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
    }
    try (DebeziumOracle oracle = oracle();
        StreamedEvents ours = ours()) {
      for (int round = 0; round < ROUNDS; round++) {
        awaitBoth(oracle, ours);
        transaction(workload.changes());
        awaitBoth(oracle, ours);
        for (int i = 0; i < TRANSACTIONS; i++) {
          transaction(workload.rows());
        }
      }
      awaitBoth(oracle, ours);
      return compare(oracle.arrivals().events(), ours.arrivals().events());
    }
  }

  private List<String> compare(List<JsonNode> expected, List<JsonNode> found) {
    KnownDeviations known = new KnownDeviations();
    return Differences.ofMasked(
        expected.stream().map(known::ofDebezium).map(RunFields::masked).toList(),
        found.stream().map(RunFields::masked).toList());
  }

  /** Visible to all before a walsender can read it, so that nobody finds the catalog of before. */
  private void transaction(List<String> statements) throws SQLException, IOException {
    connection.setAutoCommit(false);
    execute("SET LOCAL synchronous_commit = off");
    for (String sql : statements) {
      execute(sql);
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private void execute(String sql) throws SQLException, IOException {
    Files.writeString(log, sql + ";\n", StandardOpenOption.APPEND);
    try (Statement statement = connection.createStatement()) {
      // A question mark is no parameter here, nor a brace an escape
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SQLException(sql, e.getSQLState(), e);
    }
  }

  private void awaitBoth(DebeziumOracle oracle, StreamedEvents ours)
      throws SQLException, IOException, InterruptedException {
    execute("SELECT pg_logical_emit_message(true, '" + Arrivals.MARK + "', '')");
    marks++;
    oracle.arrivals().await(marks);
    ours.arrivals().await(marks);
    String events = "-- " + ours.arrivals().events().size() + " events\n";
    Files.writeString(log, events, StandardOpenOption.APPEND);
  }

  private DebeziumOracle oracle() {
    Map<String, String> connector = new HashMap<>(settings.connector());
    connector.put("topic.prefix", "shop");
    if (connector.containsKey("transforms")) {
      // Here it is the converter's setting for both
      connector.put(
          "transforms.unwrap.replace.null.with.default",
          settings.converter().getOrDefault("replace.null.with.default", "true"));
    }
    connector.put("slot.name", ORACLE_SLOT);
    connector.put("publication.name", PUBLICATION);
    connector.putAll(DebeziumOracle.connection(server.port(), database, TestPostgres.USER));
    return new DebeziumOracle(connector, settings.converter());
  }

  private StreamedEvents ours() {
    Map<String, String> properties = new HashMap<>(settings.connector());
    properties.put("topic.prefix", "shop");
    // Debezium's default: the workload has values that no schema can hold
    properties.put("event.converting.failure.handling.mode", "warn");
    settings.converter().forEach((name, value) -> properties.put("value.converter." + name, value));
    properties.put(
        "key.converter.schemas.enable",
        settings.converter().getOrDefault("schemas.enable", "false"));
    EnvelopeConfig format = DebeziumProperties.envelope(properties);
    return new StreamedEvents(
        ReplicationConfig.builder()
            .url(server.jdbcUrl(database))
            .user(TestPostgres.USER)
            .slot(OUR_SLOT)
            .publication(PUBLICATION)
            .messages(true)
            .binary(settings.binary())
            .build(),
        format);
  }

  /** What ran, for the log. */
  @Override
  public String toString() {
    return settings.toString();
  }

  @Override
  public void close() throws SQLException {
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
