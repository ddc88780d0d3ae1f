package io.tidemark.pgoutput;

import java.nio.charset.StandardCharsets;

/**
 * The column values of one row, as the server encoded them.
 *
 * <p>{@link WireTuple} is a view that dies when the callback returns; {@link Row} owns its bytes.
 * {@link #copy()} leads from one to the other. Columns count from 0, in the order of {@link
 * Relation#columns()}.
 */
public sealed interface Tuple permits WireTuple, Row {

  /** How many columns there are. */
  int size();

  /** What the wire says about a column. */
  ValueKind kind(int column);

  /**
   * The array that holds the value bytes. Read it between {@link #offset} and {@link #length};
   * never write to it.
   */
  byte[] buffer();

  /**
   * Where in {@link #buffer()} a column's bytes start; meaningful for {@code TEXT} and {@code
   * BINARY}.
   */
  int offset(int column);

  /** How many bytes a column has; 0 for {@code NULL} and {@code UNCHANGED}. */
  int length(int column);

  /** A row with bytes of its own; the row itself when it already has them. */
  Row copy();

  /** True for SQL NULL. */
  default boolean isNull(int column) {
    return kind(column) == ValueKind.NULL;
  }

  /** True when the server left an unchanged TOASTed value out. */
  default boolean isUnchanged(int column) {
    return kind(column) == ValueKind.UNCHANGED;
  }

  /**
   * A column's text output as PostgreSQL wrote it.
   *
   * @throws IllegalStateException when the column is not {@link ValueKind#TEXT}
   */
  default String text(int column) {
    if (kind(column) != ValueKind.TEXT) {
      throw new IllegalStateException(
          "column " + (column + 1) + ": expected TEXT, found " + kind(column));
    }
    return new String(buffer(), offset(column), length(column), StandardCharsets.UTF_8);
  }
}
