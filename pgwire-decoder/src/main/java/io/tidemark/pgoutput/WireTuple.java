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

  private byte[] buffer = new byte[0];
  private @Nullable Relation relation;
  private int size;
  private int[] offsets = new int[32];
  private int[] lengths = new int[32];
  private byte[] tags = new byte[32];
  private boolean live;

  WireTuple() {}

  /** Reads TupleData at the reader's position and makes this the view of it. */
  void read(WireReader in, Relation relation) {
    int columns = in.readUnsignedShort("column count");
    if (columns != relation.columns().size()) {
      throw in.invalid(
          relation + " column count", relation.columns().size() + " as announced", columns);
    }
    if (columns > offsets.length) {
      grow(columns);
    }
    byte[] source = in.buffer();
    int limit = in.limit();
    int position = in.position();
    for (int i = 0; i < columns; i++) {
      if (position >= limit) {
        throw in.truncatedColumn(relation, i, 1, limit - position);
      }
      byte tag = source[position++];
      int length = 0;
      if (tag == 't' || tag == 'b') {
        if (limit - position < Integer.BYTES) {
          throw in.truncatedColumn(relation, i, Integer.BYTES, limit - position);
        }
        length = WireReader.intAt(source, position);
        position += Integer.BYTES;
        if (length < 0 || length > limit - position) {
          throw in.truncatedColumn(relation, i, length, limit - position);
        }
      } else if (tag != 'n' && tag != 'u') {
        throw in.invalid(WireReader.columnName(relation, i) + " kind", "n, u, t or b", tag);
      }
      tags[i] = tag;
      offsets[i] = position;
      lengths[i] = length;
      position += length;
    }
    in.position(position);
    this.relation = relation;
    buffer = source;
    size = columns;
    live = true;
  }

  /** Makes this the view of a row that {@link #set} fills in, column by column. */
  void start(Relation rowRelation, byte[] bytes, int columns) {
    if (columns > offsets.length) {
      grow(columns);
    }
    relation = rowRelation;
    buffer = bytes;
    size = columns;
    live = true;
  }

  void set(int column, byte tag, int offset, int length) {
    tags[column] = tag;
    offsets[column] = offset;
    lengths[column] = length;
  }

  private void grow(int columns) {
    // At most 65,535, the wire's own limit, whatever the bytes say.
    offsets = new int[columns];
    lengths = new int[columns];
    tags = new byte[columns];
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
    return tags[checked(column)];
  }

  @Override
  public int size() {
    assert live : EXPIRED;
    return size;
  }

  @Override
  public ValueKind kind(int column) {
    return ValueKind.of(tags[checked(column)]);
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
    return offsets[checked(column)];
  }

  @Override
  public int length(int column) {
    return lengths[checked(column)];
  }

  @Override
  public Row copy() {
    return Row.copyOf(this);
  }

  /** The arrays are longer than the row, and still hold columns of rows before it. */
  private int checked(int column) {
    assert live : EXPIRED;
    return Objects.checkIndex(column, size);
  }

  @Override
  public String toString() {
    return live ? copy().toString() : "(expired)";
  }
}
