package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.TypeConfig.HstoreHandling;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The extension's {@code hstore}, in the two forms of {@code hstore.handling.mode}. */
final class HstoreFamily implements TypeFamily {

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (!use.name().equals("hstore") || use.type().namespace().equals("pg_catalog")) {
      return null;
    }
    String unavailable = use.config().unavailableText();
    String pair =
        "{" + TypeEncodings.quoted(unavailable) + ":" + TypeEncodings.quoted(unavailable) + "}";
    if (use.config().hstores() == HstoreHandling.MAP) {
      ConnectSchema string = ConnectSchema.of("string");
      return new Encoding(
          ConnectSchema.map(string, string.asOptional()), new Encoder(false), "{}", pair);
    }
    return new Encoding(
        ConnectSchema.of("string", "io.debezium.data.Json"),
        new Encoder(true),
        "\"{}\"",
        TypeEncodings.quoted(pair));
  }

  /** Writes an object, or a string that holds one. */
  private static final class Encoder implements ColumnEncoder {
    private final boolean asString;
    private final HstoreOutput output = new HstoreOutput();
    private final JsonBuffer scratch = new JsonBuffer();

    Encoder(boolean asString) {
      this.asString = asString;
    }

    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      Map<String, @Nullable String> pairs = HstoreText.read(source, offset, length);
      if (asString) {
        scratch.clear();
        object(pairs, scratch);
        json.string(scratch.bytes(), 0, scratch.size());
      } else {
        object(pairs, json);
      }
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      scratch.clear();
      output.write(source, offset, length, scratch);
      text(scratch.toByteArray(), 0, scratch.size(), json);
    }

    private static void object(Map<String, @Nullable String> pairs, JsonBuffer json) {
      json.raw('{');
      boolean first = true;
      for (Map.Entry<String, @Nullable String> pair : pairs.entrySet()) {
        if (!first) {
          json.raw(',');
        }
        first = false;
        json.string(pair.getKey()).raw(':');
        String value = pair.getValue();
        if (value == null) {
          json.nullValue();
        } else {
          json.string(value);
        }
      }
      json.raw('}');
    }
  }
}
