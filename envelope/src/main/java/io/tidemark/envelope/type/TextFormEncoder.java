package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * Writes values by their text alone. A binary value takes the way over its text: its numbers are
 * those that PostgreSQL prints.
 */
final class TextFormEncoder implements ColumnEncoder {
  private final TypeOutput output;
  private final Form form;
  private final JsonBuffer scratch = new JsonBuffer(64);

  /** Turns a value's text into JSON. */
  @FunctionalInterface
  interface Form {
    void write(byte[] source, int offset, int length, JsonBuffer json);
  }

  TextFormEncoder(TypeOutput output, Form form) {
    this.output = output;
    this.form = form;
  }

  @Override
  public void text(byte[] source, int offset, int length, JsonBuffer json) {
    form.write(source, offset, length, json);
  }

  @Override
  public void binary(byte[] source, int offset, int length, JsonBuffer json) {
    scratch.clear();
    output.write(source, offset, length, scratch);
    form.write(scratch.bytes(), 0, scratch.size(), json);
  }
}
