package io.tidemark.envelope.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Masks what differs between two readers of one database: their clocks, and who they are. All else
 * is in the WAL, and must be equal.
 */
final class RunFields {
  private static final String MASK = "<of the run>";
  private static final String RUN_ID = "__debezium.context.runId";

  private RunFields() {}

  /** A copy of the event with masks. */
  static JsonNode masked(JsonNode event) {
    JsonNode copy = event.deepCopy();
    JsonNode value = VolatileFields.payload(copy.get("value"));
    if (value.has("source")) {
      for (String clock : List.of("ts_ms", "ts_us", "ts_ns")) {
        mask(value, clock);
      }
      mask(value.get("source"), "version");
      mask(value.get("source"), "xmin");
    }
    VolatileFields.sort(value.path("data_collections"));
    JsonNode runId = copy.get("headers").path(RUN_ID);
    if (runId.has("payload")) {
      mask(runId, "payload");
    } else {
      mask(copy.get("headers"), RUN_ID);
    }
    return copy;
  }

  private static void mask(JsonNode node, String field) {
    if (node.hasNonNull(field) && node instanceof ObjectNode object) {
      object.put(field, MASK);
    }
  }
}
