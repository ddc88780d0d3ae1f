package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** Writes a value's text as a JSON string. */
final class OutputEncoder implements ColumnEncoder {
  private final TypeOutput output;
  private final JsonBuffer scratch = new JsonBuffer(64);

  OutputEncoder(TypeOutput output) {
    this.output = output;
  }

  /** An encoder of strings for a type of any make. */
  static OutputEncoder of(TypeUse use) {
    return new OutputEncoder(TypeOutputs.of(use.type()));
  }

  @Override
  public void text(byte[] source, int offset, int length, JsonBuffer json) {
    json.string(source, offset, length);
  }

  @Override
  public void binary(byte[] source, int offset, int length, JsonBuffer json) {
    if (output == TypeOutput.COPY) {
      json.string(source, offset, length);
    } else {
      scratch.clear();
      output.write(source, offset, length, scratch);
      json.string(scratch.bytes(), 0, scratch.size());
    }
  }
}
