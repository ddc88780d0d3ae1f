package io.tidemark.envelope.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A constant part of a JSON text, such as a field's name, in the form that {@link
 * JsonBuffer#raw(JsonText)} appends fastest. Immutable and thread-safe.
 */
public final class JsonText {
  final byte[] bytes;
  final int length;

  /** The first eight bytes, or as many as there are. */
  final long first;

  /** The next eight. */
  final long second;

  private JsonText(byte[] utf8) {
    bytes = utf8;
    length = utf8.length;
    byte[] padded = Arrays.copyOf(utf8, 2 * Long.BYTES);
    first = Words.get(padded, 0);
    second = Words.get(padded, Long.BYTES);
  }

  /** The text, taken as it is. */
  public static JsonText of(String json) {
    return new JsonText(json.getBytes(StandardCharsets.UTF_8));
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
