package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** Reads {@code numeric} values and hands their text to a {@link NumericForm}. */
final class NumericEncoder implements ColumnEncoder {
  private final NumericForm form;
  private final NumericOutput output = new NumericOutput();
  private final JsonBuffer scratch = new JsonBuffer(64);

  NumericEncoder(NumericForm form) {
    this.form = form;
  }

  @Override
  public void text(byte[] source, int offset, int length, JsonBuffer json) {
    byte last = length == 0 ? 0 : source[offset + length - 1];
    if (last == 'N') {
      form.nan(json);
    } else if (last == 'y') {
      form.infinity(source[offset] == '-', json);
    } else {
      form.finite(source, offset, length, json);
    }
  }

  @Override
  public void binary(byte[] source, int offset, int length, JsonBuffer json) {
    if (form.binary(source, offset, length, json)) {
      return;
    }
    scratch.clear();
    output.write(source, offset, length, scratch);
    text(scratch.bytes(), 0, scratch.size(), json);
  }
}
