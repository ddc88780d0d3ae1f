package io.tidemark.envelope.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Where two lists of masked events differ: one line each, {@code event pointer: theirs -> ours}.
 */
final class Differences {
  private static final int SHOWN = 300;

  private final List<String> lines = new ArrayList<>();

  private Differences() {}

  static List<String> between(List<JsonNode> expected, List<JsonNode> found) {
    return ofMasked(
        expected.stream().map(VolatileFields::masked).toList(),
        found.stream().map(VolatileFields::masked).toList());
  }

  static List<String> ofMasked(List<JsonNode> expected, List<JsonNode> found) {
    Differences differences = new Differences();
    for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
      if (i >= found.size()) {
        differences.add(i, "", summary(expected.get(i)), "(missing)");
      } else if (i >= expected.size()) {
        differences.add(i, "", "(none)", summary(found.get(i)));
      } else {
        differences.compare(i, "", expected.get(i), found.get(i));
      }
    }
    return differences.lines;
  }

  private static String summary(JsonNode event) {
    JsonNode value = VolatileFields.payload(event.get("value"));
    return event.get("topic").asText()
        + " "
        + VolatileFields.payload(event.get("key"))
        + " "
        + value.path("op").asText("-")
        + " "
        + value.path("before")
        + " "
        + value.path("after");
  }

  private void compare(int event, String pointer, JsonNode expected, JsonNode found) {
    if (expected.isObject() && found.isObject()) {
      if (names(expected).equals(names(found))) {
        expected
            .properties()
            .forEach(
                e ->
                    compare(
                        event, pointer + "/" + e.getKey(), e.getValue(), found.get(e.getKey())));
      } else {
        add(event, pointer, expected.toString(), found.toString());
      }
    } else if (expected.isArray() && found.isArray() && expected.size() == found.size()) {
      for (int i = 0; i < expected.size(); i++) {
        compare(event, pointer + "/" + i, expected.get(i), found.get(i));
      }
    } else if (!equal(expected, found)) {
      add(event, pointer, expected.toString(), found.toString());
    }
  }

  private static boolean equal(JsonNode expected, JsonNode found) {
    if (!expected.isNumber() || !found.isNumber()) {
      return expected.equals(found);
    }
    BigDecimal theirs = expected.decimalValue();
    BigDecimal ours = found.decimalValue();
    return theirs.compareTo(ours) == 0
        || (expected.isFloatingPointNumber()
            && (sameFloat8(theirs, ours) || sameFloat4(theirs, ours)));
  }

  /** Before JDK 19, Java prints more digits of some numbers, or others, than the nearest. */
  private static boolean sameFloat8(BigDecimal javas, BigDecimal found) {
    double number = javas.doubleValue();
    return Double.isFinite(number)
        && javas.compareTo(new BigDecimal(Double.toString(number))) == 0
        && found.doubleValue() == number
        && found.precision() <= javas.precision();
  }

  /**
   * The same; and since then it may print one digit less than PostgreSQL, where a number half way
   * between two is read back as the even one. A float8 gets there only above 2^54.
   */
  private static boolean sameFloat4(BigDecimal javas, BigDecimal found) {
    float number = Float.parseFloat(javas.toString());
    return Float.isFinite(number)
        && javas.compareTo(new BigDecimal(Float.toString(number))) == 0
        && Float.parseFloat(found.toString()) == number
        && found.precision() <= javas.precision() + 1;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    Iterator<String> fields = object.fieldNames();
    fields.forEachRemaining(names::add);
    return names;
  }

  private void add(int event, String pointer, String expected, String found) {
    lines.add(event + " " + pointer + ": " + shown(expected) + " -> " + shown(found));
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…#" + text.hashCode();
  }
}
