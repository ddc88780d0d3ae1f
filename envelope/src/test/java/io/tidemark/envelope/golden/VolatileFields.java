package io.tidemark.envelope.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Masks the fields whose values differ from run to run. */
final class VolatileFields {
  private static final String MASK = "<volatile>";
  private static final String RUN_ID = "__debezium.context.runId";
  private static final List<String> SOURCE =
      List.of("version", "ts_ms", "ts_us", "ts_ns", "txId", "lsn", "xmin", "sequence");
  private static final List<String> CLOCK = List.of("ts_ms", "ts_us", "ts_ns");

  private VolatileFields() {}

  /** A copy of the event with masks. */
  static JsonNode masked(JsonNode event) {
    JsonNode copy = event.deepCopy();
    JsonNode value = payload(copy.get("value"));
    if (value.has("source")) {
      mask(value, CLOCK);
      mask(value.get("source"), SOURCE);
      mask(value.path("transaction"), List.of("id"));
    } else if (value.has("status") && value.has("event_count")) {
      mask(value, List.of("id", "ts_ms"));
      mask(payload(copy.get("key")), List.of("id"));
      sort(value.get("data_collections"));
    } else if (value.size() == 1) {
      mask(value, CLOCK);
    }
    maskRunId(copy.get("headers"));
    return copy;
  }

  /** Debezium's order of tables is that of a hash table. */
  static void sort(JsonNode collections) {
    if (collections instanceof ArrayNode array) {
      List<JsonNode> sorted = new ArrayList<>();
      array.forEach(sorted::add);
      sorted.sort(Comparator.comparing(JsonNode::toString));
      array.removeAll();
      array.addAll(sorted);
    }
  }

  private static void maskRunId(JsonNode headers) {
    if (headers.path(RUN_ID).has("payload")) {
      mask(headers.get(RUN_ID), List.of("payload"));
    } else {
      mask(headers, List.of(RUN_ID));
    }
  }

  /** What a key or value holds, with or without its schema. */
  static JsonNode payload(JsonNode node) {
    return node.size() == 2 && node.has("schema") && node.has("payload")
        ? node.get("payload")
        : node;
  }

  private static void mask(JsonNode node, List<String> fields) {
    for (String field : fields) {
      if (node.hasNonNull(field) && node instanceof ObjectNode object) {
        object.put(field, MASK);
      }
    }
  }
}
