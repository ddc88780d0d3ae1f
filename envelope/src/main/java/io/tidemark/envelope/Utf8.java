package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes the constant parts of envelopes, once. */
final class Utf8 {
  static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private Utf8() {}

  /** The bytes of a text; null for null. */
  static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes of a text that is there. */
  static byte[] constant(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A text as a JSON string. */
  static String quoted(String text) {
    return new JsonBuffer().string(text).toString();
  }

  /** A field's name as a JSON string, with the colon. */
  static byte[] label(String field) {
    return constant(quoted(field) + ":");
  }
}
