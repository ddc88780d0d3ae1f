package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * Turns binary values of a type into what its output function prints, so that both formats of the
 * wire give one JSON.
 *
 * <p>May keep scratch space: belongs to one thread.
 */
@FunctionalInterface
interface TypeOutput {

  /** The text is the value itself. */
  TypeOutput COPY = (source, offset, length, text) -> text.raw(source, offset, length);

  /** Appends the text of a value, without quotes and not escaped. */
  void write(byte[] source, int offset, int length, JsonBuffer text);
}
