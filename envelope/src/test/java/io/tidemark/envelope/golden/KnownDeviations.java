package io.tidemark.envelope.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Rewrites Debezium's events where docs/compatibility.md has a row that says so, and nowhere else.
 * Rows about values are met by the workload, which makes none of those.
 */
final class KnownDeviations {
  private static final Set<String> REQUIRED_ELEMENTS =
      Set.of(
          "io.debezium.data.DoubleVector",
          "io.debezium.data.Enum",
          "io.debezium.data.FloatVector",
          "io.debezium.data.SparseDoubleVector",
          "io.debezium.data.Tsvector");

  /** In the forms of binary.handling.mode; of known types these are optional. */
  private static final Set<String> UNKNOWN = Set.of("bytes", "string");

  private static final String MESSAGE_ID = ".*LogicalDecodingMessageId@.*";

  JsonNode ofDebezium(JsonNode event) {
    JsonNode copy = event.deepCopy();
    if (copy.get("value").has("schema")) {
      elements(copy.get("value").get("schema"));
    }
    JsonNode value = VolatileFields.payload(copy.get("value"));
    if (value.isNull()) {
      ((ObjectNode) copy).putNull("value");
    }
    snapshot(value.path("source"));
    if (value.path("data_collections") instanceof ArrayNode collections) {
      messages(collections);
    }
    return copy;
  }

  /** "a NULL element in arrays of enums": the schema's items are optional. */
  private static void elements(JsonNode schema) {
    JsonNode items = schema.path("items");
    boolean unknown = !items.has("name") && UNKNOWN.contains(items.path("type").asText());
    if (items instanceof ObjectNode object
        && (unknown || REQUIRED_ELEMENTS.contains(items.path("name").asText()))) {
      object.put("optional", true);
    }
    schema.path("fields").forEach(KnownDeviations::elements);
  }

  /** "source.snapshot with replace.null.with.default=false". */
  private static void snapshot(JsonNode source) {
    if (source instanceof ObjectNode object && source.path("snapshot").isNull()) {
      object.put("snapshot", "false");
    }
  }

  /** "logical messages in data_collections": a Java object's name there. */
  private static void messages(ArrayNode collections) {
    for (JsonNode collection : collections) {
      if (collection.path("data_collection").asText().matches(MESSAGE_ID)) {
        ((ObjectNode) collection).put("data_collection", "message");
      }
    }
  }
}
