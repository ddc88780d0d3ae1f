package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.ConnectSchema;

/**
 * What surrounds the part of a JSON text that differs from record to record: nothing but brackets,
 * or the schema as well. Immutable by contract: nobody writes to the arrays.
 *
 * @param start up to the first value
 * @param end after the last value
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the hot path; never compared
record Frame(byte[] start, byte[] end) {

  /** A frame with {@code {"schema":…,"payload":…}} around it where that is asked for. */
  static Frame of(boolean withSchema, ConnectSchema schema, String start, String end) {
    return withSchema
        ? new Frame(
            Utf8.constant(
                "{\"schema\":" + ConnectSchemaJson.write(schema) + ",\"payload\":" + start),
            Utf8.constant(end + "}"))
        : new Frame(Utf8.constant(start), Utf8.constant(end));
  }

  /** The frame with a value in it. */
  byte[] around(String json) {
    return new JsonBuffer().raw(start).raw(Utf8.constant(json)).raw(end).toByteArray();
  }
}
