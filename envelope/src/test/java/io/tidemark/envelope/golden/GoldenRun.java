package io.tidemark.envelope.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.envelope.DebeziumProperties;
import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs one case: the SQL once, read by two slots, as text and as binary; each encoded with and,
 * where the corpus has that, without schemas.
 */
final class GoldenRun {
  /** What Debezium and its converter do unless told otherwise, where our defaults differ. */
  private static final Map<String, String> DEBEZIUM_DEFAULTS =
      Map.of(
          "topic.prefix", "golden",
          "event.converting.failure.handling.mode", "warn",
          "key.converter.replace.null.with.default", "true",
          "value.converter.replace.null.with.default", "true");

  private final TestPostgres server;
  private final GoldenCase golden;
  private int marks;

  GoldenRun(TestPostgres server, GoldenCase golden) {
    this.server = server;
    this.golden = golden;
  }

  /** Compares what was found in each mode; an empty list is a pass. */
  Map<String, List<String>> compare() throws SQLException, IOException {
    List<EnvelopeConfig> formats = new ArrayList<>();
    formats.add(format(false));
    if (!golden.expectedSchema().isEmpty()) {
      formats.add(format(true));
    }
    try (GoldenDatabase database = new GoldenDatabase(server, golden)) {
      new ScriptRunner(database.connection(), golden.errorsExpected(), () -> {})
          .run(golden.setup());
      database.prepare();
      database.createSlot("golden_text");
      database.createSlot("golden_binary");
      try (GoldenReader text = reader(database, "golden_text", formats);
          GoldenReader binary = reader(database, "golden_binary", formats)) {
        ScriptRunner.Pause pause =
            () -> {
              mark(database, Marks.SYNC, text, binary);
              text.readIncrementally();
              binary.readIncrementally();
            };
        new ScriptRunner(database.connection(), golden.errorsExpected(), pause)
            .run(golden.changes());
        mark(database, Marks.END, text, binary);
        Map<String, List<String>> modes = new TreeMap<>();
        modes.put("text", differences(text, formats.size()));
        modes.put("binary", differences(binary, formats.size()));
        return modes;
      }
    }
  }

  private EnvelopeConfig format(boolean schemas) {
    Map<String, String> properties = new HashMap<>(DEBEZIUM_DEFAULTS);
    properties.putAll(golden.connector());
    // The others are the connector's: what they change shows in the events
    properties.keySet().removeIf(name -> !DebeziumProperties.knows(name));
    golden
        .converter()
        .forEach(
            (name, value) -> {
              properties.put("key.converter." + name, value);
              properties.put("value.converter." + name, value);
            });
    properties.put("key.converter.schemas.enable", Boolean.toString(schemas));
    properties.put("value.converter.schemas.enable", Boolean.toString(schemas));
    return DebeziumProperties.envelope(properties);
  }

  private GoldenReader reader(GoldenDatabase database, String slot, List<EnvelopeConfig> formats) {
    return new GoldenReader(
        ReplicationConfig.builder()
            .url(server.jdbcUrl(GoldenDatabase.NAME))
            .user(TestPostgres.USER)
            .slot(slot)
            .publication(database.publication())
            .messages(true)
            .binary(slot.endsWith("binary"))
            .build(),
        formats,
        golden);
  }

  private void mark(GoldenDatabase database, String prefix, GoldenReader... readers)
      throws SQLException {
    database.mark(prefix);
    marks++;
    for (GoldenReader reader : readers) {
      reader.await(marks);
    }
  }

  private List<String> differences(GoldenReader reader, int formats) {
    List<String> all = new ArrayList<>();
    for (int format = 0; format < formats; format++) {
      List<JsonNode> expected =
          GoldenIncremental.withoutWindows(
              Heartbeats.last(format == 0 ? golden.expected() : golden.expectedSchema()));
      List<JsonNode> events = reader.events(format);
      List<JsonNode> found =
          Heartbeats.in(expected) ? Heartbeats.last(events) : Heartbeats.without(events);
      found = golden.kept(found);
      List<String> differences = Differences.between(expected, found);
      all.addAll(differences.stream().map((format == 0 ? "" : "schema ")::concat).toList());
      if (differences.isEmpty()) {
        all.addAll(VolatileRelations.check(expected, found));
      }
    }
    if (reader.failure() != null && golden.completed()) {
      all.add("stopped: " + reader.failure());
    }
    return all;
  }
}
