package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * The head of a binary array.
 *
 * <pre>
 *   Int32 dimensions, Int32 has nulls, Int32 element type OID,
 *   for each dimension: Int32 length, Int32 lower bound; then for each element: Int32 length or -1, the bytes
 * </pre>
 */
final class BinaryArray {
  private static final int MAX_DIMENSIONS = 6;
  private static final int[] EMPTY = {};

  private BinaryArray() {}

  /** Writes an element that is not null. */
  @FunctionalInterface
  interface Element {
    void write(byte[] source, int offset, int length, JsonBuffer json);
  }

  /** Writes the elements in storage order as one JSON array, whatever the dimensions. */
  static void write(byte[] source, int offset, int length, Element element, JsonBuffer json) {
    WireSlice slice = new WireSlice("array", source, offset, length);
    int count = readCount(slice);
    json.raw('[');
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        json.raw(',');
      }
      int size = slice.nextInt();
      if (size < 0) {
        json.nullValue();
      } else {
        element.write(source, slice.skip(size), size, json);
      }
    }
    json.raw(']');
    slice.requireEnd();
  }

  /** Length and lower bound of each dimension; leaves the slice at the first element. */
  static int[] readDimensions(WireSlice slice) {
    int count = readHead(slice);
    if (count == 0) {
      return EMPTY;
    }
    int[] dimensions = new int[2 * count];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = slice.nextInt();
    }
    return dimensions;
  }

  /** The number of elements; leaves the slice at the first of them. */
  static int readCount(WireSlice slice) {
    int dimensions = readHead(slice);
    int count = dimensions == 0 ? 0 : 1;
    for (int i = 0; i < dimensions; i++) {
      count = Math.multiplyExact(count, slice.nextInt());
      slice.nextInt();
    }
    return count;
  }

  private static int readHead(WireSlice slice) {
    int dimensions = slice.nextInt();
    if (dimensions < 0 || dimensions > MAX_DIMENSIONS) {
      throw new ValueException(
          "expected at most " + MAX_DIMENSIONS + " dimensions of an array, found " + dimensions);
    }
    slice.nextInt();
    slice.nextInt();
    return dimensions;
  }
}
