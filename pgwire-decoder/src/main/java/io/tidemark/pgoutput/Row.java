package io.tidemark.pgoutput;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Tuple} that owns its bytes: keep it as long as you like. Immutable and thread-safe; two
 * rows are equal when every column has the same kind and the same bytes.
 */
public final class Row implements Tuple {
  private final @Nullable Relation relation;

  /** The type of every column of a row without a relation: an array's elements; 0 for unknown. */
  private final int elementType;

  private final byte[] bytes;

  /** Column i is {@code bytes[ends[i-1] .. ends[i])}. */
  private final int[] ends;

  private final byte[] tags;

  /** Takes the arrays over; {@code relation} is null for a row that does not come from a stream. */
  Row(@Nullable Relation relation, byte[] bytes, int[] ends, byte[] tags) {
    this(relation, 0, bytes, ends, tags);
  }

  /** An array's elements; takes the arrays over. */
  Row(int elementType, byte[] bytes, int[] ends, byte[] tags) {
    this(null, elementType, bytes, ends, tags);
  }

  private Row(@Nullable Relation relation, int elementType, byte[] bytes, int[] ends, byte[] tags) {
    this.relation = relation;
    this.elementType = elementType;
    this.bytes = bytes;
    this.ends = ends;
    this.tags = tags;
  }

  /**
   * A row of text values, null for SQL NULL: for tests and for rows that do not come from a stream.
   */
  public static Row ofText(@Nullable String... values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] ends = new int[values.length];
    byte[] tags = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      tags[i] = (value == null ? ValueKind.NULL : ValueKind.TEXT).tag();
      if (value != null) {
        bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
      }
      ends[i] = bytes.size();
    }
    return new Row(null, bytes.toByteArray(), ends, tags);
  }

  static Row copyOf(WireTuple tuple) {
    int size = tuple.size();
    int[] ends = new int[size];
    byte[] tags = new byte[size];
    int total = 0;
    for (int i = 0; i < size; i++) {
      total += tuple.length(i);
      ends[i] = total;
      tags[i] = tuple.tag(i);
    }
    byte[] bytes = new byte[total];
    for (int i = 0, start = 0; i < size; start = ends[i++]) {
      System.arraycopy(tuple.buffer(), tuple.offset(i), bytes, start, ends[i] - start);
    }
    return new Row(tuple.relation(), bytes, ends, tags);
  }

  @Nullable Relation relation() {
    return relation;
  }

  @Override
  public int size() {
    return ends.length;
  }

  @Override
  public ValueKind kind(int column) {
    return ValueKind.of(tags[column]);
  }

  @Override
  public int typeOid(int column) {
    Objects.checkIndex(column, ends.length);
    return relation == null ? elementType : relation.columns().get(column).typeOid();
  }

  @Override
  public byte[] buffer() {
    return bytes;
  }

  @Override
  public int offset(int column) {
    return column == 0 ? 0 : ends[column - 1];
  }

  @Override
  public int length(int column) {
    return ends[column] - offset(column);
  }

  @Override
  public Row copy() {
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Row row
        && Arrays.equals(tags, row.tags)
        && Arrays.equals(ends, row.ends)
        && Arrays.equals(bytes, row.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(tags) + Arrays.hashCode(bytes);
  }

  /** The values for people: {@code (1, blue, NULL, UNCHANGED, \x00ff)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < size(); i++) {
      text.append(i == 0 ? "" : ", ");
      switch (kind(i)) {
        case NULL, UNCHANGED -> text.append(kind(i));
        case TEXT -> text.append(text(i));
        case BINARY ->
            text.append("\\x").append(HexFormat.of().formatHex(bytes, offset(i), ends[i]));
      }
    }
    return text.append(')').toString();
  }
}
