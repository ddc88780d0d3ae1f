package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** Arrays: {@code [0:1]={{1,NULL},{2,"a b"}}}. */
final class ArrayOutput implements TypeOutput {
  private final BinaryArray.Element element;
  private final BinaryArray array = new BinaryArray();
  private final char delimiter;
  private final TextQuoting quoting;

  ArrayOutput(TypeOutput element, char delimiter) {
    this.element = element::write;
    this.delimiter = delimiter;
    quoting = TextQuoting.inArray(delimiter);
  }

  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    array.over(source, offset, length);
    if (array.dimensions() == 0) {
      TypeOutputs.ascii("{}", text);
    } else {
      bounds(text);
      dimension(0, text);
    }
    array.requireEnd();
  }

  /** Said only where a dimension does not start at 1. */
  private void bounds(JsonBuffer text) {
    boolean plain = true;
    for (int i = 0; i < array.dimensions(); i++) {
      plain &= array.lowerBound(i) == 1;
    }
    if (plain) {
      return;
    }
    for (int i = 0; i < array.dimensions(); i++) {
      int lower = array.lowerBound(i);
      text.raw('[').number(lower).raw(':').number(lower + array.length(i) - 1).raw(']');
    }
    text.raw('=');
  }

  private void dimension(int depth, JsonBuffer text) {
    text.raw('{');
    for (int i = 0; i < array.length(depth); i++) {
      if (i > 0) {
        text.raw(delimiter);
      }
      if (depth + 1 < array.dimensions()) {
        dimension(depth + 1, text);
      } else {
        element(text);
      }
    }
    text.raw('}');
  }

  private void element(JsonBuffer text) {
    int start = text.size();
    if (array.next(element, text)) {
      quoting.quote(start, text);
    } else {
      TypeOutputs.ascii("NULL", text);
    }
  }
}
