package io.tidemark.envelope.type;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the text of an hstore: {@code "a"=>"1", "b"=>NULL}. */
final class HstoreText {
  private static final int ARROW = 2;

  private final byte[] source;
  private final int offset;
  private final int length;
  private final byte[] scratch;
  private int at;

  private HstoreText(byte[] source, int offset, int length) {
    this.source = source;
    this.offset = offset;
    this.length = length;
    at = offset;
    scratch = new byte[length];
  }

  /** The pairs in the order of a HashMap, which is Debezium's. */
  static Map<String, @Nullable String> read(byte[] source, int offset, int length) {
    return new HstoreText(source, offset, length).pairs();
  }

  private Map<String, @Nullable String> pairs() {
    Map<String, @Nullable String> pairs = new HashMap<>();
    int end = offset + length;
    while (at < end) {
      String key = string();
      at += ARROW;
      if (at < end && source[at] == 'N') {
        at += "NULL".length();
        pairs.put(key, null);
      } else {
        pairs.put(key, string());
      }
      at += ", ".length();
    }
    return pairs;
  }

  private String string() {
    int end = offset + length;
    int count = 0;
    if (at < end && source[at] == '"') {
      for (at++; at < end; at++) {
        if (source[at] == '"') {
          at++;
          return new String(scratch, 0, count, StandardCharsets.UTF_8);
        }
        at += source[at] == '\\' && at + 1 < end ? 1 : 0;
        scratch[count++] = source[at];
      }
    }
    throw ValueException.text("an hstore", source, offset, length);
  }
}
