package io.tidemark.pgoutput;

/**
 * The text format of COPY, as the server writes it in UTF-8.
 *
 * <pre>
 *   1 HT blue HT \N LF           \N is NULL, alone in its column
 *                                \b \f \n \r \t \v \\ stand for one byte each
 * </pre>
 */
final class CopyText {
  private static final String MESSAGE = "COPY text";

  private CopyText() {}

  /** Makes {@code row} the view of one line, unescaped where it stands: that never makes longer. */
  static void read(byte[] bytes, int offset, int limit, Relation relation, WireTuple row) {
    if (limit == offset || bytes[limit - 1] != '\n') {
      throw ProtocolException.truncated(
          MESSAGE, relation + " row", limit - offset + 1L, limit - offset);
    }
    int columns = relation.columns().size();
    row.start(relation, bytes, columns);
    int end = limit - 1;
    int position = offset;
    for (int i = 0; i < columns; i++) {
      int next = column(bytes, position, end, relation, row, i);
      boolean more = i < columns - 1;
      if (more ? next == end : next != end) {
        throw ProtocolException.invalid(
            MESSAGE, relation + " column count", columns + " as asked for", more ? i + 1 : i + 2);
      }
      position = next + 1;
    }
  }

  /** Returns where the column ends: at a tab, or at the end of the line. */
  private static int column(
      byte[] bytes, int start, int end, Relation relation, WireTuple row, int index) {
    int position = start;
    while (position < end && bytes[position] != '\t' && bytes[position] != '\\') {
      position++;
    }
    if (position == end || bytes[position] == '\t') {
      row.set(index, (byte) 't', start, position - start);
      return position;
    }
    int afterNull = position + 2;
    if (position == start
        && afterNull <= end
        && bytes[position + 1] == 'N'
        && (afterNull == end || bytes[afterNull] == '\t')) {
      row.set(index, (byte) 'n', start, 0);
      return afterNull;
    }
    return escaped(bytes, start, position, end, relation, row, index);
  }

  private static int escaped(
      byte[] bytes,
      int start,
      int firstEscape,
      int end,
      Relation relation,
      WireTuple row,
      int index) {
    int read = firstEscape;
    int write = firstEscape;
    while (read < end && bytes[read] != '\t') {
      byte b = bytes[read++];
      if (b == '\\') {
        if (read == end) {
          throw ProtocolException.truncated(
              MESSAGE, WireReader.columnName(relation, index) + " escape", 1, 0);
        }
        b = unescaped(bytes[read++], relation, index);
      }
      bytes[write++] = b;
    }
    row.set(index, (byte) 't', start, write - start);
    return read;
  }

  private static byte unescaped(byte letter, Relation relation, int index) {
    return switch (letter) {
      case '\\' -> '\\';
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'v' -> 0x0b;
      default ->
          throw ProtocolException.invalid(
              MESSAGE,
              WireReader.columnName(relation, index) + " escape",
              "b, f, n, r, t, v or a backslash",
              letter);
    };
  }
}
