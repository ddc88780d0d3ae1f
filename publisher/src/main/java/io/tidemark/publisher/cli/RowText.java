package io.tidemark.publisher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.Row;
import io.tidemark.pgoutput.Tuple;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Rows for people: {@code id=1 note='gift wrap' image=(unchanged)}. */
final class RowText {
  /** Longer values are cut: this is for a terminal. */
  private static final int MAX_VALUE = 200;

  private static final Pattern PLAIN = Pattern.compile("[^\\s'=\\p{Cntrl}]+");

  private RowText() {}

  static String of(Relation relation, Tuple row) {
    return columns(relation, row, column -> true);
  }

  /** A row of which only the columns of the replica identity were sent. */
  static String ofKey(Relation relation, Tuple row) {
    return columns(relation, row, column -> relation.columns().get(column).key());
  }

  private static String columns(Relation relation, Tuple row, IntPredicate shown) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      if (shown.test(i)) {
        name(text, relation, i).append(value(row, i));
      }
    }
    return text.toString();
  }

  /** The new row, with the old value before each that changed, as far as it is known. */
  static String ofChange(Relation relation, BeforeImage before, Row row) {
    if (before instanceof BeforeImage.Full full) {
      return changed(relation, full.row(), row, column -> true);
    }
    return before instanceof BeforeImage.Key key
        ? changed(relation, key.row(), row, column -> relation.columns().get(column).key())
        : of(relation, row);
  }

  private static String changed(Relation relation, Row before, Row row, IntPredicate known) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      name(text, relation, i);
      if (known.test(i) && !row.isUnchanged(i) && !equal(before, row, i)) {
        text.append(value(before, i)).append(" -> ");
      }
      text.append(value(row, i));
    }
    return text.toString();
  }

  private static StringBuilder name(StringBuilder text, Relation relation, int column) {
    return text.append(text.isEmpty() ? "" : " ")
        .append(quoted(relation.columns().get(column).name()))
        .append('=');
  }

  private static boolean equal(Tuple a, Tuple b, int column) {
    return a.kind(column) == b.kind(column)
        && Arrays.equals(
            a.buffer(),
            a.offset(column),
            a.offset(column) + a.length(column),
            b.buffer(),
            b.offset(column),
            b.offset(column) + b.length(column));
  }

  private static String value(Tuple row, int column) {
    return switch (row.kind(column)) {
      case NULL -> "null";
      case UNCHANGED -> "(unchanged)";
      case TEXT -> quoted(new String(row.buffer(), row.offset(column), row.length(column), UTF_8));
      case BINARY -> "(" + row.length(column) + " bytes)";
    };
  }

  /** As it is when it is one word, or in quotes; never with a character that a terminal obeys. */
  static String quoted(String text) {
    String cut =
        text.length() <= MAX_VALUE
            ? text
            : text.substring(0, MAX_VALUE) + "… (" + text.length() + " characters)";
    if (PLAIN.matcher(cut).matches() && !cut.equals("null")) {
      return cut;
    }
    StringBuilder quoted = new StringBuilder("'");
    for (int i = 0; i < cut.length(); i++) {
      char c = cut.charAt(i);
      switch (c) {
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\'' -> quoted.append("''");
        default -> quoted.append(Character.isISOControl(c) ? "\\x%02x".formatted((int) c) : c);
      }
    }
    return quoted.append('\'').toString();
  }
}
