package io.tidemark.examples.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what the consumer knows with what the database has: every row, every column. Immutable.
 *
 * @param rows how many rows were compared
 * @param problems one line for each row that is missing, too many or different; empty when all is
 *     well
 */
record Reconciliation(long rows, List<String> problems) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Compares the tables with the states that were folded from their topics. */
  static Reconciliation of(Connection database, Map<String, TopicState> states)
      throws SQLException {
    List<String> problems = new ArrayList<>();
    long rows = 0;
    for (Map.Entry<String, TopicState> state : states.entrySet()) {
      Map<String, ObjectNode> expected = read(database, state.getKey());
      Map<String, ObjectNode> found = byFirstColumn(state.getValue().rows());
      rows += expected.size();
      compare(state.getKey(), expected, found, problems);
    }
    return new Reconciliation(rows, List.copyOf(problems));
  }

  /** Each table's primary key is its first column. */
  private static Map<String, ObjectNode> byFirstColumn(Map<String, ObjectNode> rows) {
    Map<String, ObjectNode> keyed = new TreeMap<>();
    rows.values().forEach(row -> keyed.put(row.elements().next().asText(), row));
    return keyed;
  }

  private static Map<String, ObjectNode> read(Connection database, String table)
      throws SQLException {
    Map<String, ObjectNode> rows = new TreeMap<>();
    try (Statement statement = database.createStatement();
        ResultSet result = statement.executeQuery("SELECT row_to_json(t) FROM " + table + " t")) {
      while (result.next()) {
        ObjectNode row = (ObjectNode) JSON.readTree(result.getString(1));
        rows.put(row.elements().next().asText(), row);
      }
      return rows;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("row_to_json gave no JSON", e);
    }
  }

  private static void compare(
      String table,
      Map<String, ObjectNode> expected,
      Map<String, ObjectNode> found,
      List<String> problems) {
    TreeSet<String> keys = new TreeSet<>(expected.keySet());
    keys.addAll(found.keySet());
    for (String key : keys) {
      ObjectNode row = expected.get(key);
      ObjectNode event = found.get(key);
      if (row == null) {
        problems.add(table + " " + key + ": in the topic, not in the database");
      } else if (event == null) {
        problems.add(table + " " + key + ": in the database, not in the topic");
      } else {
        compareRow(table + " " + key, row, event, problems);
      }
    }
  }

  private static void compareRow(
      String place, ObjectNode row, ObjectNode event, List<String> problems) {
    for (Map.Entry<String, JsonNode> column : row.properties()) {
      JsonNode value = event.get(column.getKey());
      if (value == null || !same(column.getValue(), value)) {
        problems.add(
            place
                + ": "
                + column.getKey()
                + " is "
                + column.getValue()
                + " in the database, "
                + value
                + " in the topic");
      }
    }
  }

  /** The envelope's representation of a value against PostgreSQL's own JSON. */
  private static boolean same(JsonNode row, JsonNode event) {
    if (row.isNumber() && event.isTextual()) { // decimal.handling.mode=string
      return row.decimalValue().compareTo(new BigDecimal(event.textValue())) == 0;
    }
    if (row.isTextual() && event.isInt()) { // io.debezium.time.Date: days since 1970-01-01
      return LocalDate.parse(row.textValue()).toEpochDay() == event.intValue();
    }
    if (row.isObject() && event.isTextual()) { // io.debezium.data.Json
      return same(event.textValue(), row);
    }
    if (row.isTextual()
        && event.isTextual()
        && event.textValue().endsWith("Z")
        && row.textValue().contains("T")) {
      return OffsetDateTime.parse(row.textValue())
          .toInstant()
          .equals(OffsetDateTime.parse(event.textValue()).toInstant());
    }
    return row.equals(event)
        || (row.isNumber() && row.decimalValue().compareTo(event.decimalValue()) == 0);
  }

  private static boolean same(String json, JsonNode expected) {
    try {
      return JSON.readTree(json).equals(expected);
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
