package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a {@code sparsevec}, <code>{1:1.5,3:2}/5</code>: the numbers that are not zero, by their
 * position. As JSON it is a map, whose keys are numbers and which therefore is an array of pairs.
 */
final class SparseVectorForm implements TextFormEncoder.Form {
  private static final String CLOSE = "}/";

  private final DecimalText decimal = new DecimalText();

  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer json) {
    String text = new String(source, offset, length, StandardCharsets.US_ASCII);
    int close = text.indexOf(CLOSE);
    try {
      if (close < 1 || text.charAt(0) != '{') {
        throw new NumberFormatException("no braces");
      }
      short dimensions = int16(text.substring(close + CLOSE.length()));
      write(dimensions, elements(text.substring(1, close)), json);
    } catch (NumberFormatException malformed) {
      throw ValueException.text("a sparse vector", source, offset, length);
    }
  }

  private void write(short dimensions, Map<Short, Double> elements, JsonBuffer json) {
    TypeOutputs.ascii("{\"dimensions\":", json);
    json.number(dimensions);
    TypeOutputs.ascii(",\"vector\":[", json);
    boolean first = true;
    for (Map.Entry<Short, Double> element : elements.entrySet()) {
      if (!first) {
        json.raw(',');
      }
      first = false;
      json.raw('[').number(element.getKey()).raw(',');
      decimal.write(element.getValue(), json);
      json.raw(']');
    }
    json.raw(']').raw('}');
  }

  /** In the order of a HashMap of this capacity, which is Debezium's. */
  private static Map<Short, Double> elements(String text) {
    String[] pairs = text.isEmpty() ? new String[0] : text.split(",", -1);
    Map<Short, Double> elements = new HashMap<>(pairs.length);
    for (String pair : pairs) {
      int colon = Math.max(0, pair.indexOf(':'));
      elements.put(int16(pair.substring(0, colon)), Double.valueOf(pair.substring(colon + 1)));
    }
    return elements;
  }

  private static short int16(String number) {
    int value = Integer.parseInt(number);
    if (value > Short.MAX_VALUE) {
      throw new ValueException(
          "expected a sparse vector of no more than 32767 dimensions, as the schema has 16 bits"
              + " for them; found "
              + value);
    }
    return (short) value;
  }
}
