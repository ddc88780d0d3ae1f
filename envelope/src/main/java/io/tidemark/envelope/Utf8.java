package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.json.JsonText;
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

  /** The same with a comma before it, to be written. */
  static JsonText commaAndLabel(String field) {
    return JsonText.of("," + quoted(field) + ":");
  }
}
