package io.tidemark.pgoutput;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL array: any number of dimensions up to 6, each with a first subscript of its own, and
 * elements that may be NULL.
 *
 * <pre>{@code
 * ArrayValue<Integer> scores = row.getArray(2, Tuple::getInt);   // {{1,2,3},{4,NULL,6}}
 * scores.dimensions()   // two, of lengths 2 and 3, both with lower bound 1
 * scores.elements()     // [1, 2, 3, 4, null, 6]
 * scores.get(2, 3)      // 6, as scores[2][3] in SQL
 * }</pre>
 *
 * <p>Immutable; thread-safe when its elements are.
 *
 * @param <T> the elements' Java type
 * @param dimensions from the outermost; none for an empty array
 * @param elements in row-major order, null for NULL
 * @see <a href="https://www.postgresql.org/docs/current/arrays.html">Arrays</a>
 */
public record ArrayValue<T>(List<Dimension> dimensions, List<@Nullable T> elements) {

  /**
   * One dimension.
   *
   * @param length how many elements
   * @param lowerBound the first one's subscript, 1 unless the value says otherwise
   */
  public record Dimension(int length, int lowerBound) {}

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException when the dimensions do not hold exactly the elements
   */
  public ArrayValue {
    dimensions = List.copyOf(dimensions);
    elements = Collections.unmodifiableList(new ArrayList<>(elements));
    long size = dimensions.isEmpty() ? 0 : 1;
    for (Dimension dimension : dimensions) {
      size *= dimension.length();
    }
    if (size != elements.size()) {
      throw new IllegalArgumentException(
          "array of " + dimensions + ": expected " + size + " elements, found " + elements.size());
    }
  }

  /**
   * The element at the subscripts that SQL would use, one for each dimension.
   *
   * @throws IndexOutOfBoundsException when there is none
   */
  public @Nullable T get(int... subscripts) {
    int index = 0;
    if (subscripts.length != dimensions.size()) {
      throw outside(subscripts);
    }
    for (int i = 0; i < subscripts.length; i++) {
      Dimension dimension = dimensions.get(i);
      long position = (long) subscripts[i] - dimension.lowerBound();
      if (position < 0 || position >= dimension.length()) {
        throw outside(subscripts);
      }
      index = index * dimension.length() + (int) position;
    }
    if (elements.isEmpty()) {
      throw outside(subscripts);
    }
    return elements.get(index);
  }

  private IndexOutOfBoundsException outside(int... subscripts) {
    return new IndexOutOfBoundsException(
        "subscripts " + Arrays.toString(subscripts) + " of an array with dimensions " + dimensions);
  }
}
