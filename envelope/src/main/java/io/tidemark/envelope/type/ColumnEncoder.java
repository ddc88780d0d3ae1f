package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * Writes values of one type as JSON, from the bytes of the wire. Allocates nothing for common
 * values.
 *
 * <p>Never called for NULL. May keep scratch space: belongs to one thread. Both methods throw
 * {@link ValueException} for a value that the schema cannot represent; what they wrote before is
 * then taken back.
 */
public interface ColumnEncoder {

  /** Writes a value given in the type's text output, as UTF-8. */
  void text(byte[] source, int offset, int length, JsonBuffer json);

  /** Writes a value given in the type's binary send format. */
  void binary(byte[] source, int offset, int length, JsonBuffer json);
}
