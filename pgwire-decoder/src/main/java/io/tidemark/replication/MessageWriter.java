package io.tidemark.replication;

import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.Tuple;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the messages of a transaction's changes as protocol version 1 has them, so without an xid:
 * the inverse of the decoder, byte for byte. One message at a time, into memory that is reused.
 * Belongs to one thread.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html">Logical
 *     Replication Message Formats</a>
 */
final class MessageWriter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** Memory beyond this is given back after the one large message that needed it. */
  private static final int KEPT_BYTES = 1 << 20;

  private byte[] bytes = new byte[8 << 10];
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Starts over with an empty buffer. */
  void clear() {
    size = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[KEPT_BYTES];
    }
  }

  void insert(Relation relation, Tuple row) {
    int8('I');
    int32(relation.oid());
    int8('N');
    tuple(row);
  }

  void update(Relation relation, BeforeImage.Kind image, Tuple before, Tuple row) {
    int8('U');
    int32(relation.oid());
    before(image, before);
    int8('N');
    tuple(row);
  }

  void delete(Relation relation, BeforeImage.Kind image, Tuple before) {
    int8('D');
    int32(relation.oid());
    before(image, before);
  }

  private void before(BeforeImage.Kind image, Tuple before) {
    if (image != BeforeImage.Kind.NONE) {
      int8(image == BeforeImage.Kind.KEY ? 'K' : 'O');
      tuple(before);
    }
  }

  void truncate(List<Relation> relations, boolean cascade, boolean restartIdentity) {
    int8('T');
    int32(relations.size());
    int8((cascade ? 1 : 0) | (restartIdentity ? 2 : 0));
    for (Relation relation : relations) {
      int32(relation.oid());
    }
  }

  void message(long lsn, String prefix, byte[] content, int offset, int length) {
    int8('M');
    int8(1); // transactional: others are never held
    int64(lsn);
    string(prefix);
    int32(length);
    slice(content, offset, length);
  }

  void origin(long originLsn, String name) {
    int8('O');
    int64(originLsn);
    string(name);
  }

  private void tuple(Tuple tuple) {
    int columns = tuple.size();
    int8(columns >>> 8);
    int8(columns);
    byte[] source = tuple.buffer();
    for (int i = 0; i < columns; i++) {
      byte tag = tuple.kind(i).tag();
      int8(tag);
      if (tag == 't' || tag == 'b') {
        int length = tuple.length(i);
        int32(length);
        slice(source, tuple.offset(i), length);
      }
    }
  }

  private void string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    slice(utf8, 0, utf8.length);
    int8(0);
  }

  void int8(int value) {
    require(1);
    bytes[size++] = (byte) value;
  }

  void int32(int value) {
    require(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  /** Writes over what stands at {@code offset}. */
  void setInt32(int offset, int value) {
    INT.set(bytes, offset, value);
  }

  void int64(long value) {
    require(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  private void slice(byte[] source, int offset, int length) {
    require(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  private void require(int more) {
    if (bytes.length - size < more) {
      long doubled = Math.min(Integer.MAX_VALUE - 8, bytes.length * 2L);
      bytes = Arrays.copyOf(bytes, (int) Math.max(doubled, Math.addExact(size, more)));
    }
  }
}
