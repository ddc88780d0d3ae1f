package io.tidemark.examples.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer knows of one table: the newest row of each key, folded from the topic's
 * envelopes. Belongs to one thread.
 */
final class TopicState {
  /** What Debezium, and so Tidemark, writes for a TOASTed value that an update did not touch. */
  static final String UNAVAILABLE = "__debezium_unavailable_value";

  private final Map<String, ObjectNode> rows = new TreeMap<>();

  /** Rows by key, both as JSON. */
  Map<String, ObjectNode> rows() {
    return rows;
  }

  /** Takes an envelope in and tells what it changed, for people. */
  String apply(String key, JsonNode envelope) {
    if (envelope.path("op").asText().equals("d")) {
      ObjectNode removed = rows.remove(key);
      return removed == null ? "(unknown row)" : brief(removed);
    }
    ObjectNode after = ((ObjectNode) envelope.get("after")).deepCopy();
    ObjectNode before = rows.get(key);
    if (before != null) {
      keepUnavailable(before, after);
    }
    rows.put(key, after);
    return before == null ? brief(after) : difference(before, after);
  }

  private static void keepUnavailable(ObjectNode before, ObjectNode after) {
    after
        .properties()
        .forEach(
            field -> {
              if (field.getValue().asText().equals(UNAVAILABLE)) {
                field.setValue(before.get(field.getKey()));
              }
            });
  }

  private static String difference(ObjectNode before, ObjectNode after) {
    StringJoiner text = new StringJoiner(", ");
    after
        .properties()
        .forEach(
            field -> {
              JsonNode old = before.get(field.getKey());
              if (!field.getValue().equals(old)) {
                text.add(field.getKey() + ": " + brief(old) + " → " + brief(field.getValue()));
              }
            });
    return text.length() == 0 ? "(no change)" : text.toString();
  }

  private static String brief(ObjectNode row) {
    StringJoiner text = new StringJoiner(" ");
    row.properties().forEach(field -> text.add(field.getKey() + "=" + brief(field.getValue())));
    return text.toString();
  }

  private static String brief(@Nullable JsonNode value) {
    String text = value == null ? "?" : value.asText();
    return text.length() <= 24 ? text : text.substring(0, 20) + "…";
  }
}
