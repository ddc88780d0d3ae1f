package io.tidemark.envelope.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One workload and the events that Debezium emitted for it.
 *
 * @param name of the case's folder
 * @param description {@code case.json}: the settings
 * @param setup SQL to run before the slot exists
 * @param changes SQL to run while the stream is read
 * @param expected the events without schemas
 * @param expectedSchema the same events with schemas; empty where they were not recorded
 * @param completed false where Debezium's engine stopped itself
 */
record GoldenCase(
    String name,
    JsonNode description,
    String setup,
    String changes,
    List<JsonNode> expected,
    List<JsonNode> expectedSchema,
    boolean completed) {

  private static final Set<String> SNAPSHOT_MODES =
      Set.of("always", "initial", "initial_only", "when_needed");

  /** The files of a case's folder that are used. */
  static final List<String> FILES =
      List.of(
          "case.json",
          "setup.sql",
          "changes.sql",
          "expected.jsonl",
          "expected-schema.jsonl",
          "result.json");

  static GoldenCase of(String name, Map<String, String> files) throws IOException {
    return new GoldenCase(
        name,
        Json.parse(file(files, "case.json")),
        file(files, "setup.sql"),
        file(files, "changes.sql"),
        Json.parseLines(file(files, "expected.jsonl")),
        Json.parseLines(file(files, "expected-schema.jsonl")),
        Json.parse(file(files, "result.json")).path("completed").asBoolean());
  }

  private static String file(Map<String, String> files, String name) {
    return files.getOrDefault(name, "");
  }

  /** The major version of the server. */
  int postgres() {
    return description.get("postgres").asInt();
  }

  /** Properties of the connector that differ from the runner's. */
  Map<String, String> connector() {
    return strings("connector");
  }

  /** Whether the tables are read before the stream: the runner's mode is {@code no_data}. */
  boolean startsWithSnapshot() {
    return SNAPSHOT_MODES.contains(connector().getOrDefault("snapshot.mode", ""));
  }

  /** Properties of the JSON converter. */
  Map<String, String> converter() {
    return strings("converter");
  }

  /** What {@code ALTER DATABASE golden SET …} does before the setup. */
  Map<String, String> databaseSettings() {
    return strings("databaseSettings");
  }

  String encoding() {
    return description.path("encoding").asText("UTF8");
  }

  boolean errorsExpected() {
    return description.path("sqlErrorsExpected").asBoolean();
  }

  /** The events that the corpus keeps: of a long case, only the first and the last ones. */
  List<JsonNode> kept(List<JsonNode> all) {
    List<JsonNode> events =
        connector().getOrDefault("snapshot.mode", "").equals("initial_only") ? rows(all) : all;
    JsonNode keep = description.path("keep");
    int first = keep.path("first").asInt();
    int last = keep.path("last").asInt();
    if (keep.isMissingNode() || events.size() <= first + last) {
      return events;
    }
    List<JsonNode> kept = new ArrayList<>(events.subList(0, first));
    kept.addAll(events.subList(events.size() - last, events.size()));
    return kept;
  }

  /** Those of a snapshot. */
  private static List<JsonNode> rows(List<JsonNode> events) {
    return events.stream()
        .filter(event -> VolatileFields.payload(event.get("value")).path("op").asText().equals("r"))
        .toList();
  }

  private Map<String, String> strings(String field) {
    Map<String, String> strings = new LinkedHashMap<>();
    description
        .path(field)
        .properties()
        .forEach(e -> strings.put(e.getKey(), e.getValue().asText()));
    return strings;
  }

  @Override
  public String toString() {
    return name;
  }
}
