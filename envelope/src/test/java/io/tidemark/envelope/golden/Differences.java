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
    if (expected.isNumber() && found.isNumber()) {
      return expected.decimalValue().compareTo(found.decimalValue()) == 0
          || (found.decimalValue().precision() <= expected.decimalValue().precision() + 1
              && sameFloat(expected.decimalValue(), found.decimalValue()));
    }
    return expected.equals(found);
  }

  /**
   * Before JDK 19, Java prints more digits of some floating-point numbers, or others, than the
   * nearest. Since then it may print one less than PostgreSQL, where a number half way between two
   * is read back as the even one.
   */
  private static boolean sameFloat(BigDecimal javas, BigDecimal found) {
    double number = javas.doubleValue();
    float single = Float.parseFloat(javas.toString());
    return (Double.isFinite(number)
            && javas.compareTo(new BigDecimal(Double.toString(number))) == 0
            && found.doubleValue() == number)
        || (Float.isFinite(single)
            && javas.compareTo(new BigDecimal(Float.toString(single))) == 0
            && Float.parseFloat(found.toString()) == single);
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
