package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The topic that a row names itself, by {@code route.by.field}. Belongs to one thread. */
final class FieldRoute {
  private final byte[] label;
  private final JsonMembers members = new JsonMembers();

  // Of the row before: rows that follow each other often go to one topic
  private byte[] value = {};
  private String topic = "";

  FieldRoute(String field) {
    label = Utf8.label(field);
  }

  /**
   * The topic of a row's record: the table's own where the field is null or blank.
   *
   * @param row where the row's JSON object starts
   * @throws IllegalArgumentException when Kafka cannot have a topic of that name
   */
  String topic(TablePlan plan, int row, JsonBuffer json) {
    byte[] bytes = json.bytes();
    if (!members.find(json, row, label) || bytes[members.start()] != '"') {
      return plan.topic();
    }
    int start = members.start() + 1;
    int end = members.end() - 1;
    if (!Arrays.equals(bytes, start, end, value, 0, value.length)) {
      value = Arrays.copyOfRange(bytes, start, end);
      topic = new String(value, StandardCharsets.UTF_8);
      if (!topic.isBlank()) {
        TopicNames.requireLegal(topic, plan.relation().toString());
      }
    }
    return topic.isBlank() ? plan.topic() : topic;
  }
}
