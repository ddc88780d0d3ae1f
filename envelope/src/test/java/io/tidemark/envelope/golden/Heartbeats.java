package io.tidemark.envelope.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Where heartbeats come, and how many, is a matter of time; what they look like is not. */
final class Heartbeats {
  private Heartbeats() {}

  static boolean in(List<JsonNode> events) {
    return events.stream().anyMatch(Heartbeats::isOne);
  }

  static List<JsonNode> without(List<JsonNode> events) {
    return events.stream().filter(event -> !isOne(event)).toList();
  }

  /** The events with one heartbeat at the end, where there are any. */
  static List<JsonNode> last(List<JsonNode> events) {
    List<JsonNode> settled = new ArrayList<>(without(events));
    events.stream().filter(Heartbeats::isOne).limit(1).forEach(settled::add);
    return settled;
  }

  private static boolean isOne(JsonNode event) {
    JsonNode value = VolatileFields.payload(event.get("value"));
    return value.size() == 1 && value.has("ts_ms");
  }
}
