package io.tidemark.pgoutput;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An array's elements while it is read: a row of as many columns as there are elements, so that the
 * getters of {@link Tuple} read them.
 */
final class ArrayElements {
  private final int elementType;
  private final byte[] bytes;
  private int[] ends = new int[16];
  private byte[] tags = new byte[16];
  private int filled;
  private int size;

  /** For values that take at most {@code capacity} bytes together. */
  ArrayElements(int elementType, int capacity) {
    this.elementType = elementType;
    bytes = new byte[capacity];
  }

  static <T> ArrayValue<T> read(Tuple tuple, int column, ColumnReader<T> reader) {
    List<ArrayValue.Dimension> dimensions = new ArrayList<>();
    Row elements =
        tuple.kind(column) == ValueKind.TEXT
            ? TextArrays.read(tuple, column, dimensions)
            : BinaryArrays.read(tuple, column, dimensions);
    List<T> values = new ArrayList<>(elements.size());
    try {
      for (int i = 0; i < elements.size(); i++) {
        values.add(elements.isNull(i) ? null : reader.read(elements, i));
      }
    } catch (ColumnValueException element) {
      throw element.inArray(tuple, column);
    }
    return new ArrayValue<>(dimensions, values);
  }

  void append(byte value) {
    bytes[filled++] = value;
  }

  void append(byte[] source, int offset, int length) {
    System.arraycopy(source, offset, bytes, filled, length);
    filled += length;
  }

  /** Takes back bytes that turned out to be no value. */
  void dropLast(int count) {
    filled -= count;
  }

  /** Ends an element: what was appended since the last one. */
  void end(ValueKind kind) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      tags = Arrays.copyOf(tags, size * 2);
    }
    ends[size] = filled;
    tags[size++] = kind.tag();
  }

  Row toRow() {
    return new Row(
        elementType,
        Arrays.copyOf(bytes, filled),
        Arrays.copyOf(ends, size),
        Arrays.copyOf(tags, size));
  }
}
