package io.tidemark.pgoutput;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Rows of any kinds of value, made without the decoder. */
final class TestRows {
  private TestRows() {}

  static Row ofNull() {
    return of(ValueKind.NULL);
  }

  static Row ofUnchanged() {
    return of(ValueKind.UNCHANGED);
  }

  static Row ofBinary(byte... value) {
    return of(ValueKind.BINARY, value);
  }

  private static Row of(ValueKind kind, byte... value) {
    return new Row(null, value, new int[] {value.length}, new byte[] {kind.tag()});
  }

  /** One row with the columns of all. */
  static Row join(List<Row> rows) {
    int size = rows.stream().mapToInt(Row::size).sum();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] ends = new int[size];
    byte[] tags = new byte[size];
    int column = 0;
    for (Row row : rows) {
      for (int i = 0; i < row.size(); i++) {
        bytes.write(row.buffer(), row.offset(i), row.length(i));
        tags[column] = row.kind(i).tag();
        ends[column++] = bytes.size();
      }
    }
    return new Row(null, bytes.toByteArray(), ends, tags);
  }
}
