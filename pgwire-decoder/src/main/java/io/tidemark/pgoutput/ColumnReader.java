package io.tidemark.pgoutput;

import org.jspecify.annotations.Nullable;

/**
 * Reads one column as a Java value; the getters of {@link Tuple} fit: {@code Tuple::getInt}.
 *
 * @param <T> the Java type
 */
@FunctionalInterface
public interface ColumnReader<T> {

  /** The value of a column that is not NULL. */
  @Nullable T read(Tuple tuple, int column);
}
