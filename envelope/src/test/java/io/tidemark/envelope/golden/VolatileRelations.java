package io.tidemark.envelope.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Checks what must hold between volatile fields: units of one clock, LSNs in the same order as
 * Debezium's and equal where Debezium's are, transactions told apart where Debezium does.
 */
final class VolatileRelations {
  private static final long MICROS_PER_MILLI = 1000;

  private final List<JsonNode> expected;
  private final List<JsonNode> found;
  private final List<String> problems = new ArrayList<>();

  private VolatileRelations(List<JsonNode> expected, List<JsonNode> found) {
    this.expected = streamed(expected);
    this.found = streamed(found);
  }

  /** Incremental rows are of no transaction; Debezium gives each the time when it wrote it. */
  private static List<JsonNode> streamed(List<JsonNode> events) {
    return events.stream()
        .map(VolatileRelations::source)
        .filter(source -> !source.path("snapshot").asText().equals("incremental"))
        .toList();
  }

  /** What does not hold; the lists have the same events. */
  static List<String> check(List<JsonNode> expected, List<JsonNode> found) {
    VolatileRelations relations = new VolatileRelations(expected, found);
    found.forEach(event -> relations.clocks(VolatileFields.payload(event.get("value"))));
    relations.found.forEach(relations::sequence);
    relations.sameOrder("lsn", source -> source.path("lsn").asLong());
    relations.sameOrder("sequence[0]", VolatileRelations::previousCommit);
    relations.sameGroups("txId");
    relations.sameGroups("ts_us");
    return relations.problems;
  }

  private static JsonNode source(JsonNode event) {
    return VolatileFields.payload(event.get("value")).path("source");
  }

  private void clocks(JsonNode value) {
    boolean image = value.has("ts_us");
    if (image) {
      units("value", value);
    }
    if (value.has("source")) {
      units("source", value.get("source"));
    }
  }

  private void units(String where, JsonNode clock) {
    long micros = clock.path("ts_us").asLong();
    if (clock.path("ts_ms").asLong() != Math.floorDiv(micros, MICROS_PER_MILLI)
        || Math.floorDiv(clock.path("ts_ns").asLong(), MICROS_PER_MILLI) != micros) {
      problems.add(where + ": ts_ms, ts_us and ts_ns differ: " + clock);
    }
  }

  private void sequence(JsonNode source) {
    if (!source.isMissingNode()
        && !source.path("sequence").asText().endsWith(",\"" + source.path("lsn") + "\"]")) {
      problems.add("sequence does not end with lsn: " + source);
    }
  }

  private static long previousCommit(JsonNode source) {
    String first = source.path("sequence").asText().replaceAll("[\\[\"]|,.*", "");
    return first.isEmpty() || first.equals("null") ? 0 : Long.parseLong(first);
  }

  private void sameOrder(String what, Function<JsonNode, Long> field) {
    for (int i = 1; i < found.size(); i++) {
      if (isSource(i - 1) && isSource(i)) {
        int order =
            Long.compareUnsigned(field.apply(expected.get(i - 1)), field.apply(expected.get(i)));
        int ours = Long.compareUnsigned(field.apply(found.get(i - 1)), field.apply(found.get(i)));
        if (Integer.signum(order) != Integer.signum(ours)) {
          problems.add(what + " of events " + (i - 1) + " and " + i + ": in another order");
        }
      }
    }
  }

  private void sameGroups(String field) {
    for (int i = 1; i < found.size(); i++) {
      if (isSource(i - 1) && isSource(i)) {
        boolean same = expected.get(i - 1).path(field).equals(expected.get(i).path(field));
        boolean ours = found.get(i - 1).path(field).equals(found.get(i).path(field));
        if (same != ours) {
          problems.add(
              field
                  + " of events "
                  + (i - 1)
                  + " and "
                  + i
                  + ": expected "
                  + (same ? "equal" : "different")
                  + " ones");
        }
      }
    }
  }

  private boolean isSource(int event) {
    return !found.get(event).isMissingNode() && !expected.get(event).isMissingNode();
  }
}
