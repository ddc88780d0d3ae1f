package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.json.JsonText;
import io.tidemark.envelope.type.ConnectSchema;

/**
 * What surrounds the part of a JSON text that differs from record to record: nothing but brackets,
 * or the schema as well. Immutable and thread-safe.
 *
 * @param start up to the first value
 * @param end after the last value
 */
record Frame(JsonText start, JsonText end) {

  /** A frame of nothing. */
  static final Frame NONE = new Frame(JsonText.of(""), JsonText.of(""));

  /** A frame with {@code {"schema":…,"payload":…}} around it where that is asked for. */
  static Frame of(boolean withSchema, ConnectSchema schema, String start, String end) {
    return withSchema
        ? new Frame(
            JsonText.of("{\"schema\":" + ConnectSchemaJson.write(schema) + ",\"payload\":" + start),
            JsonText.of(end + "}"))
        : new Frame(JsonText.of(start), JsonText.of(end));
  }

  /** The frame with a value in it. */
  byte[] around(String json) {
    return new JsonBuffer().raw(start).raw(Utf8.constant(json)).raw(end).toByteArray();
  }
}
