package io.tidemark.pgoutput;

import java.util.List;

/** Every typed getter of {@link Tuple}. */
final class TypedGetters {
  private static final List<ColumnReader<?>> SCALARS =
      List.of(
          Tuple::getBoolean,
          Tuple::getShort,
          Tuple::getInt,
          Tuple::getLong,
          Tuple::getFloat,
          Tuple::getDouble,
          Tuple::getBigDecimal,
          Tuple::getNumeric,
          Tuple::getString,
          Tuple::getBytes,
          Tuple::getUuid,
          Tuple::getLocalDate,
          Tuple::getLocalTime,
          Tuple::getOffsetTime,
          Tuple::getTimeMicros,
          Tuple::getLocalDateTime,
          Tuple::getInstant,
          Tuple::getInterval);

  private TypedGetters() {}

  /**
   * Reads a column as everything that there is: each getter has a value or {@link
   * ColumnValueException}; any other exception passes through.
   *
   * @return how many had a value
   */
  static int readAll(Tuple tuple, int column) {
    int values = 0;
    for (ColumnReader<?> scalar : SCALARS) {
      values += reads(tuple, column, scalar) ? 1 : 0;
      values += reads(tuple, column, (row, at) -> row.getArray(at, scalar)) ? 1 : 0;
    }
    return values;
  }

  private static boolean reads(Tuple tuple, int column, ColumnReader<?> reader) {
    try {
      return reader.read(tuple, column) != null;
    } catch (ColumnValueException refused) {
      return false;
    }
  }
}
