package io.tidemark.pgoutput;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Valid only until the callback that received it returns: a view over the read buffer, reused for
 * every row.
 *
 * <p>Take what you need inside the callback, or {@link #copy()} the row. With assertions on ({@code
 * -ea}) any use after the callback fails; without them it has no columns, or those of a later row.
 * Belongs to the thread that calls the decoder.
 *
 * <pre>
 *   TupleData   Int16 n, then n times
 *               Byte1 'n'                      NULL
 *               Byte1 'u'                      unchanged TOAST
 *               Byte1 't' Int32 length bytes   text
 *               Byte1 'b' Int32 length bytes   binary
 * </pre>
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html">TupleData</a>
 */
public final class WireTuple implements Tuple {
  private static final String EXPIRED =
      "a WireTuple was used after its callback returned; copy() it inside the callback";

  /** Of a column: its kind, and its length. */
  private static final int LARGEST_HEAD = 1 + Integer.BYTES;

  private static final int LENGTH_SHIFT = 2;
  private static final int OFFSET_SHIFT = 33;

  private byte[] buffer = new byte[0];
  private @Nullable Relation relation;
  private int size;

  /** By column, one word of offset, length and kind: {@code offset << 33 | length << 2 | code}. */
  private long[] slots = new long[32];

  private boolean live;

  WireTuple() {}

  /** Reads TupleData at the reader's position and makes this the view of it. */
  void read(WireReader in, Relation relation) {
    int columns = in.readUnsignedShort("column count");
    if (columns != relation.columns().size()) {
      throw in.invalid(
          relation + " column count", relation.columns().size() + " as announced", columns);
    }
    if (columns > slots.length) {
      grow(columns);
    }
    long[] target = slots;
    byte[] source = in.buffer();
    int limit = in.limit();
    int position = in.position();
    for (int i = 0; i < columns; i++) {
      if (limit - position < LARGEST_HEAD) {
        requireHead(in, relation, i, position);
      }
      int code = ValueKind.code(source[position++]);
      int length = 0;
      if (ValueKind.hasBytes(code)) {
        length = WireReader.intAt(source, position);
        position += Integer.BYTES;
        if (Integer.compareUnsigned(length, limit - position) > 0) {
          throw in.truncatedColumn(relation, i, length, limit - position);
        }
      } else if (code < 0) {
        String field = WireReader.columnName(relation, i) + " kind";
        throw in.invalid(field, "n, u, t or b", source[position - 1]);
      }
      target[i] = slot(code, position, length);
      position += length;
    }
    in.position(position);
    this.relation = relation;
    buffer = source;
    size = columns;
    live = true;
  }

  /** Near the end of the message: whether a column's kind is still in it, and its length. */
  private static void requireHead(WireReader in, Relation relation, int column, int position) {
    int left = in.limit() - position;
    if (left <= 0) {
      throw in.truncatedColumn(relation, column, 1, left);
    }
    if (ValueKind.hasBytes(ValueKind.code(in.buffer()[position])) && left < LARGEST_HEAD) {
      throw in.truncatedColumn(relation, column, Integer.BYTES, left - 1);
    }
  }

  private static long slot(int code, int offset, int length) {
    return (long) offset << OFFSET_SHIFT | (long) length << LENGTH_SHIFT | code;
  }

  /** Makes this the view of a row that {@link #set} fills in, column by column. */
  void start(Relation rowRelation, byte[] bytes, int columns) {
    if (columns > slots.length) {
      grow(columns);
    }
    relation = rowRelation;
    buffer = bytes;
    size = columns;
    live = true;
  }

  void set(int column, byte tag, int offset, int length) {
    slots[column] = slot(ValueKind.code(tag), offset, length);
  }

  private void grow(int columns) {
    // At most 65,535, the wire's own limit, whatever the bytes say.
    slots = new long[columns];
  }

  /** Ends the view's life; without assertions it has no columns from here on. */
  void release() {
    live = false;
    size = 0;
  }

  /** The view of a row that was not sent: no columns. */
  void clear() {
    size = 0;
    live = true;
  }

  @Nullable Relation relation() {
    assert live : EXPIRED;
    return relation;
  }

  byte tag(int column) {
    return kind(column).tag();
  }

  @Override
  public int size() {
    assert live : EXPIRED;
    return size;
  }

  @Override
  public ValueKind kind(int column) {
    return ValueKind.of((int) slots[checked(column)]);
  }

  @Override
  public int typeOid(int column) {
    checked(column);
    return relation == null ? 0 : relation.columns().get(column).typeOid();
  }

  @Override
  public byte[] buffer() {
    assert live : EXPIRED;
    return buffer;
  }

  @Override
  public int offset(int column) {
    return (int) (slots[checked(column)] >>> OFFSET_SHIFT);
  }

  @Override
  public int length(int column) {
    return (int) (slots[checked(column)] >>> LENGTH_SHIFT) & Integer.MAX_VALUE;
  }

  @Override
  public Row copy() {
    return Row.copyOf(this);
  }

  /** The array is longer than the row, and still holds columns of rows before it. */
  private int checked(int column) {
    assert live : EXPIRED;
    return Objects.checkIndex(column, size);
  }

  @Override
  public String toString() {
    return live ? copy().toString() : "(expired)";
  }
}
