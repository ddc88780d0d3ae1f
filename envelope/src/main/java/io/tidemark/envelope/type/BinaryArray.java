package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * Reads binary arrays, one after the other. Belongs to one thread.
 *
 * <pre>
 *   Int32 dimensions, Int32 has nulls, Int32 element type OID,
 *   for each dimension: Int32 length, Int32 lower bound; then for each element: Int32 length or -1, the bytes
 * </pre>
 */
final class BinaryArray {
  private static final int MAX_DIMENSIONS = 6;

  private final WireSlice slice = new WireSlice("array");
  private final int[] lengths = new int[MAX_DIMENSIONS];
  private final int[] lowerBounds = new int[MAX_DIMENSIONS];
  private int dimensions;

  /** Writes an element that is not null. */
  @FunctionalInterface
  interface Element {
    void write(byte[] source, int offset, int length, JsonBuffer json);
  }

  /** Reads the head of an array; the elements follow in storage order. */
  void over(byte[] source, int offset, int length) {
    slice.over(source, offset, length);
    dimensions = slice.nextInt();
    if (dimensions < 0 || dimensions > MAX_DIMENSIONS) {
      throw new ValueException(
          "expected at most " + MAX_DIMENSIONS + " dimensions of an array, found " + dimensions);
    }
    slice.nextInt();
    slice.nextInt();
    for (int i = 0; i < dimensions; i++) {
      lengths[i] = slice.nextInt();
      lowerBounds[i] = slice.nextInt();
    }
  }

  int dimensions() {
    return dimensions;
  }

  int length(int dimension) {
    return lengths[dimension];
  }

  int lowerBound(int dimension) {
    return lowerBounds[dimension];
  }

  /** How many elements there are in all dimensions. */
  int count() {
    int count = dimensions == 0 ? 0 : 1;
    for (int i = 0; i < dimensions; i++) {
      count = Math.multiplyExact(count, lengths[i]);
    }
    return count;
  }

  /** Writes the next element; returns false, and writes nothing, for NULL. */
  boolean next(Element element, JsonBuffer json) {
    int size = slice.nextInt();
    if (size < 0) {
      return false;
    }
    element.write(slice.source(), slice.skip(size), size, json);
    return true;
  }

  void requireEnd() {
    slice.requireEnd();
  }

  /** Writes the elements in storage order as one JSON array, whatever the dimensions. */
  void write(byte[] source, int offset, int length, Element element, JsonBuffer json) {
    over(source, offset, length);
    int count = count();
    json.raw('[');
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        json.raw(',');
      }
      if (!next(element, json)) {
        json.nullValue();
      }
    }
    json.raw(']');
    requireEnd();
  }
}
