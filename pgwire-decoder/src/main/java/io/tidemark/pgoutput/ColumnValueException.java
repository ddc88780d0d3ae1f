package io.tidemark.pgoutput;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A column whose value is not what a typed getter of {@link Tuple} was asked for.
 *
 * <p>The message names the place, what was expected and what was found, with the value's first
 * bytes: {@code public.orders column 3 "total": expected int, found TEXT "12.50" of type 1700}.
 */
public final class ColumnValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_BYTES = 24;

  private final int column;
  private final String problem;

  private ColumnValueException(int column, String place, String problem) {
    super(place + ": " + problem);
    this.column = column;
    this.problem = problem;
  }

  /** The value has another type or form. */
  static ColumnValueException unreadable(Tuple tuple, int column, String expected) {
    return new ColumnValueException(
        column, place(tuple, column), "expected " + expected + ", found " + found(tuple, column));
  }

  /** The value is right in PostgreSQL, and Java's type cannot hold it. */
  static ColumnValueException beyond(Tuple tuple, int column, String expected, String remedy) {
    return new ColumnValueException(
        column,
        place(tuple, column),
        "expected " + expected + ", found " + found(tuple, column) + "; " + remedy);
  }

  /** There is no value, and the getter's type has no null. */
  static ColumnValueException absent(Tuple tuple, int column, String expected) {
    String found =
        tuple.kind(column) == ValueKind.NULL
            ? "NULL; ask isNull(" + column + ") first"
            : "UNCHANGED, a TOASTed value that the server did not send again; ask isUnchanged("
                + column
                + ") first, or take it from the old row under REPLICA IDENTITY FULL";
    return new ColumnValueException(
        column, place(tuple, column), "expected " + expected + ", found " + found);
  }

  /** The same problem, seen from the array that the element belongs to. */
  ColumnValueException inArray(Tuple tuple, int arrayColumn) {
    return new ColumnValueException(
        arrayColumn, place(tuple, arrayColumn) + " element " + (column + 1), problem);
  }

  private static String place(Tuple tuple, int column) {
    Relation relation =
        tuple instanceof WireTuple wire ? wire.relation() : ((Row) tuple).relation();
    return relation == null ? "column " + (column + 1) : WireReader.columnName(relation, column);
  }

  private static String found(Tuple tuple, int column) {
    if (tuple.isNull(column) || tuple.isUnchanged(column)) {
      return tuple.kind(column).name();
    }
    int length = tuple.length(column);
    int shown = Math.min(length, SHOWN_BYTES);
    String start =
        tuple.kind(column) == ValueKind.TEXT
            ? "\""
                + new String(tuple.buffer(), tuple.offset(column), shown, StandardCharsets.UTF_8)
                + "\""
            : "\\x"
                + HexFormat.of()
                    .formatHex(tuple.buffer(), tuple.offset(column), tuple.offset(column) + shown);
    String rest = length > shown ? "… (" + length + " bytes)" : "";
    String type =
        tuple.typeOid(column) == 0
            ? ""
            : " of type " + Integer.toUnsignedString(tuple.typeOid(column));
    return tuple.kind(column) + " " + start + rest + type;
  }

  /** The column, counted from 0 as in {@link Tuple}. */
  public int column() {
    return column;
  }
}
