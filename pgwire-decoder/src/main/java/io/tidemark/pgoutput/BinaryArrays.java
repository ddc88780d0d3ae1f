package io.tidemark.pgoutput;

import java.util.List;

/**
 * Arrays in binary.
 *
 * <pre>
 *   Int32 dimensions, Int32 flags (1: there are NULLs), Int32 OID of the elements' type,
 *   for each dimension Int32 length, Int32 lower bound,
 *   for each element Int32 length (-1: NULL), bytes
 * </pre>
 */
final class BinaryArrays {
  static final int MAX_DIMENSIONS = 6;
  private static final int HEADER = 3 * Integer.BYTES;

  private BinaryArrays() {}

  static Row read(Tuple tuple, int column, List<ArrayValue.Dimension> dimensions) {
    byte[] bytes = tuple.buffer();
    int at = tuple.offset(column);
    int end = at + tuple.length(column);
    if (end - at < HEADER) {
      throw malformed(tuple, column);
    }
    int count = WireReader.intAt(bytes, at);
    int flags = WireReader.intAt(bytes, at + Integer.BYTES);
    int elementType = WireReader.intAt(bytes, at + 2 * Integer.BYTES);
    int declared = TypeOid.elementOf(tuple.typeOid(column));
    at += HEADER;
    if (count < 0
        || count > MAX_DIMENSIONS
        || end - at < count * 2 * Integer.BYTES
        || (flags & ~1) != 0
        || (declared != 0 && declared != elementType)) {
      throw malformed(tuple, column);
    }
    long size = count == 0 ? 0 : 1;
    for (int i = 0; i < count; i++, at += 2 * Integer.BYTES) {
      int length = WireReader.intAt(bytes, at);
      size *= length;
      // Every element takes at least its length field.
      if (length < 0 || size > (end - at) / Integer.BYTES) {
        throw malformed(tuple, column);
      }
      dimensions.add(new ArrayValue.Dimension(length, WireReader.intAt(bytes, at + Integer.BYTES)));
    }
    return elements(tuple, column, at, (int) size, elementType);
  }

  private static Row elements(Tuple tuple, int column, int start, int size, int elementType) {
    byte[] bytes = tuple.buffer();
    int at = start;
    int end = tuple.offset(column) + tuple.length(column);
    ArrayElements elements = new ArrayElements(elementType, end - at);
    for (int i = 0; i < size; i++) {
      if (end - at < Integer.BYTES) {
        throw malformed(tuple, column);
      }
      int length = WireReader.intAt(bytes, at);
      at += Integer.BYTES;
      if (length == -1) {
        elements.end(ValueKind.NULL);
        continue;
      }
      if (length < 0 || length > end - at) {
        throw malformed(tuple, column);
      }
      elements.append(bytes, at, length);
      elements.end(ValueKind.BINARY);
      at += length;
    }
    if (at != end) {
      throw malformed(tuple, column);
    }
    return elements.toRow();
  }

  private static ColumnValueException malformed(Tuple tuple, int column) {
    return ColumnValueException.unreadable(tuple, column, "array");
  }
}
