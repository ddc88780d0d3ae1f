package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import java.util.List;

/** Composites: {@code (1,"two words",)}. */
final class RecordOutput implements TypeOutput {
  private final List<TypeOutput> attributes;
  private final TextQuoting quoting = TextQuoting.inRecord();
  private final WireSlice slice = new WireSlice("record");

  RecordOutput(List<TypeOutput> attributes) {
    this.attributes = attributes;
  }

  /** Int32 count, then for each attribute: Int32 type OID, Int32 length or -1, the bytes. */
  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    slice.over(source, offset, length);
    int count = slice.nextInt();
    if (count != attributes.size()) {
      throw new ValueException(
          "expected a composite of " + attributes.size() + " attributes, found one of " + count);
    }
    text.raw('(');
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        text.raw(',');
      }
      slice.nextInt();
      int size = slice.nextInt();
      if (size >= 0) {
        int start = text.size();
        attributes.get(i).write(source, slice.skip(size), size, text);
        quoting.quote(start, text);
      }
    }
    text.raw(')');
    slice.requireEnd();
  }
}
