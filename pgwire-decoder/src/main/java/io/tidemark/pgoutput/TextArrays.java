package io.tidemark.pgoutput;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Arrays in text: {@code [0:1]={{1,NULL},{"a \"b\"",c}}}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO">Array Input and
 *     Output Syntax</a>
 */
final class TextArrays {
  private static final int UNKNOWN = -1;

  private final Tuple tuple;
  private final int column;
  private final byte[] bytes;
  private final int end;
  private final ArrayElements elements;
  private final List<Integer> lowerBounds = new ArrayList<>();

  /** Each dimension's length, once a closing brace has told it. */
  private final int[] lengths = new int[BinaryArrays.MAX_DIMENSIONS];

  /** How far each dimension has been read. */
  private final int[] counts = new int[BinaryArrays.MAX_DIMENSIONS];

  private int at;

  private TextArrays(Tuple tuple, int column) {
    this.tuple = tuple;
    this.column = column;
    bytes = tuple.buffer();
    at = tuple.offset(column);
    end = at + tuple.length(column);
    elements = new ArrayElements(TypeOid.elementOf(tuple.typeOid(column)), tuple.length(column));
    Arrays.fill(lengths, UNKNOWN);
  }

  static Row read(Tuple tuple, int column, List<ArrayValue.Dimension> dimensions) {
    TextArrays array = new TextArrays(tuple, column);
    if (tuple.typeOid(column) == TypeOid.BOX_ARRAY) {
      throw array.malformed(); // the one built-in type with another delimiter
    }
    int depth = array.parse();
    for (int i = 0; i < depth; i++) {
      int lowerBound = array.lowerBounds.isEmpty() ? 1 : array.lowerBounds.get(i);
      dimensions.add(new ArrayValue.Dimension(array.lengths[i], lowerBound));
    }
    return array.elements.toRow();
  }

  /** Gives the number of dimensions. */
  private int parse() {
    bounds();
    int dimensions = 0;
    while (next() == '{') {
      at++;
      dimensions++;
    }
    if (dimensions == 0 || dimensions > BinaryArrays.MAX_DIMENSIONS) {
      throw malformed();
    }
    if (dimensions == 1 && next() == '}' && lowerBounds.isEmpty()) {
      at++;
      requireEnd();
      return 0;
    }
    if (!lowerBounds.isEmpty() && lowerBounds.size() != dimensions) {
      throw malformed();
    }
    body(dimensions);
    return dimensions;
  }

  private void body(int dimensions) {
    int depth = dimensions;
    while (true) {
      element();
      counts[dimensions - 1]++;
      while (next() == '}') {
        close(--depth);
        if (depth == 0) {
          requireEnd();
          return;
        }
        counts[depth - 1]++;
      }
      require(',');
      while (depth < dimensions) {
        require('{');
        depth++;
      }
    }
  }

  /** All parts of a dimension are equally long. */
  private void close(int dimension) {
    at++;
    if (lengths[dimension] == UNKNOWN) {
      lengths[dimension] = counts[dimension];
    } else if (lengths[dimension] != counts[dimension]) {
      throw malformed();
    }
    counts[dimension] = 0;
  }

  /** {@code [lower:upper]} for each dimension, and an equals sign. */
  private void bounds() {
    while (next() == '[') {
      at++;
      long lower = bound();
      require(':');
      bound();
      require(']');
      lowerBounds.add((int) lower);
    }
    if (!lowerBounds.isEmpty()) {
      require('=');
    }
  }

  private long bound() {
    boolean negative = next() == '-';
    if (negative) {
      at++;
    }
    int start = at;
    long value = 0;
    while (next() >= '0' && next() <= '9' && at - start < 10) {
      value = value * 10 + bytes[at++] - '0';
    }
    value = negative ? -value : value;
    if (at == start || value != (int) value) {
      throw malformed();
    }
    return value;
  }

  private void element() {
    if (next() == '"') {
      quoted();
      elements.end(ValueKind.TEXT);
      return;
    }
    int start = at;
    while (at < end
        && bytes[at] != ','
        && bytes[at] != '}'
        && bytes[at] != '{'
        && bytes[at] != '"') {
      if (bytes[at] == '\\') {
        at++;
      }
      appendNext();
    }
    if (at == start) {
      throw malformed();
    }
    elements.end(isNull(start) ? ValueKind.NULL : ValueKind.TEXT);
  }

  private void quoted() {
    at++;
    while (next() != '"') {
      if (next() == '\\') {
        at++;
      }
      appendNext();
    }
    at++;
  }

  private void appendNext() {
    if (at >= end) {
      throw malformed();
    }
    elements.append(bytes[at++]);
  }

  private boolean isNull(int start) {
    boolean word =
        at - start == 4
            && bytes[start] == 'N'
            && bytes[start + 1] == 'U'
            && bytes[start + 2] == 'L'
            && bytes[start + 3] == 'L';
    if (word) {
      elements.dropLast(4);
    }
    return word;
  }

  private int next() {
    return at < end ? bytes[at] : -1;
  }

  private void require(char c) {
    if (next() != c) {
      throw malformed();
    }
    at++;
  }

  private void requireEnd() {
    if (at != end) {
      throw malformed();
    }
  }

  private ColumnValueException malformed() {
    return ColumnValueException.unreadable(tuple, column, "array");
  }
}
