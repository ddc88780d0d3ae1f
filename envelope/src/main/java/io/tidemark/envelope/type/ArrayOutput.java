package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** Arrays: {@code [0:1]={{1,NULL},{2,"a b"}}}. */
final class ArrayOutput implements TypeOutput {
  private final TypeOutput element;
  private final char delimiter;
  private final TextQuoting quoting;

  ArrayOutput(TypeOutput element, char delimiter) {
    this.element = element;
    this.delimiter = delimiter;
    quoting = TextQuoting.inArray(delimiter);
  }

  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    WireSlice slice = new WireSlice("array", source, offset, length);
    int[] dimensions = BinaryArray.readDimensions(slice);
    if (dimensions.length == 0) {
      TypeOutputs.ascii("{}", text);
    } else {
      bounds(dimensions, text);
      dimension(dimensions, 0, slice, text);
    }
    slice.requireEnd();
  }

  /** Said only where a dimension does not start at 1. */
  private static void bounds(int[] dimensions, JsonBuffer text) {
    boolean plain = true;
    for (int i = 1; i < dimensions.length; i += 2) {
      plain &= dimensions[i] == 1;
    }
    if (plain) {
      return;
    }
    for (int i = 0; i < dimensions.length; i += 2) {
      int lower = dimensions[i + 1];
      text.raw('[').number(lower).raw(':').number(lower + dimensions[i] - 1).raw(']');
    }
    text.raw('=');
  }

  private void dimension(int[] dimensions, int depth, WireSlice slice, JsonBuffer text) {
    text.raw('{');
    for (int i = 0; i < dimensions[depth]; i++) {
      if (i > 0) {
        text.raw(delimiter);
      }
      if (depth + 2 < dimensions.length) {
        dimension(dimensions, depth + 2, slice, text);
      } else {
        element(slice, text);
      }
    }
    text.raw('}');
  }

  private void element(WireSlice slice, JsonBuffer text) {
    int length = slice.nextInt();
    if (length < 0) {
      TypeOutputs.ascii("NULL", text);
      return;
    }
    int start = text.size();
    element.write(slice.source(), slice.skip(length), length, text);
    quoting.quote(start, text);
  }
}
