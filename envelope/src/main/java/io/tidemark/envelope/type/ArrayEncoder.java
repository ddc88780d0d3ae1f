package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * Writes the elements of an array in storage order. A further dimension and lower bounds do not
 * show: the type does not tell them, so the schema cannot.
 */
final class ArrayEncoder implements ColumnEncoder {
  private final ColumnEncoder element;
  private final BinaryArray.Element binary;
  private final BinaryArray array = new BinaryArray();
  private final char delimiter;
  private byte[] scratch = new byte[64];

  ArrayEncoder(ColumnEncoder element, char delimiter) {
    this.element = element;
    binary = element::binary;
    this.delimiter = delimiter;
  }

  @Override
  public void binary(byte[] source, int offset, int length, JsonBuffer json) {
    array.write(source, offset, length, binary, json);
  }

  /** {@code [0:1]={{1,NULL},{"a \"b\"",c}}}. */
  @Override
  public void text(byte[] source, int offset, int length, JsonBuffer json) {
    int end = offset + length;
    int at = offset;
    if (at < end && source[at] == '[') {
      while (at < end && source[at] != '=') {
        at++;
      }
      at++;
    }
    if (at >= end || source[at] != '{' || source[end - 1] != '}') {
      throw ValueException.text("an array", source, offset, length);
    }
    json.raw('[');
    boolean first = true;
    while (at < end) {
      byte c = source[at];
      if (c == '{' || c == '}' || c == delimiter) {
        at++;
        continue;
      }
      if (!first) {
        json.raw(',');
      }
      first = false;
      at = c == '"' ? quoted(source, at + 1, end, json) : bare(source, at, end, json);
    }
    json.raw(']');
  }

  /** Returns the position behind the element. */
  private int bare(byte[] source, int from, int end, JsonBuffer json) {
    int at = from;
    while (at < end && source[at] != delimiter && source[at] != '}') {
      at++;
    }
    if (Wire.equals("NULL", source, from, at - from)) {
      json.nullValue();
    } else {
      element.text(source, from, at - from, json);
    }
    return at;
  }

  private int quoted(byte[] source, int from, int end, JsonBuffer json) {
    int at = from;
    while (at < end && source[at] != '"' && source[at] != '\\') {
      at++;
    }
    if (at < end && source[at] == '"') {
      element.text(source, from, at - from, json);
      return at + 1;
    }
    return escaped(source, from, end, json);
  }

  private int escaped(byte[] source, int from, int end, JsonBuffer json) {
    if (scratch.length < end - from) {
      scratch = new byte[end - from];
    }
    int count = 0;
    int at = from;
    while (at < end && source[at] != '"') {
      at += source[at] == '\\' && at + 1 < end ? 1 : 0;
      scratch[count++] = source[at++];
    }
    if (at >= end) {
      throw ValueException.text("an array", source, from, end - from);
    }
    element.text(scratch, 0, count, json);
    return at + 1;
  }
}
