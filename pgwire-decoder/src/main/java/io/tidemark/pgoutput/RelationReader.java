package io.tidemark.pgoutput;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the body of a Relation message.
 *
 * <pre>
 *   Int32 oid, String namespace, String name, Int8 replica identity, Int16 n, then n times
 *   Int8 flags (1: part of the key), String name, Int32 type OID, Int32 type modifier
 * </pre>
 */
final class RelationReader {
  /**
   * The least that a column takes on the wire: flags, an empty name's NUL, type OID, type modifier.
   */
  private static final int SMALLEST_COLUMN = 1 + 1 + Integer.BYTES + Integer.BYTES;

  private RelationReader() {}

  static Relation read(WireReader in) {
    int oid = in.readInt("OID");
    String namespace = namespace(in.readString("namespace"));
    String name = in.readString("name");
    ReplicaIdentity identity = replicaIdentity(in);
    int count = in.readUnsignedShort("column count");
    if ((long) count * SMALLEST_COLUMN > in.remaining()) {
      throw ProtocolException.truncated(
          "Relation", "columns", (long) count * SMALLEST_COLUMN, in.remaining());
    }
    List<Relation.Column> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      columns.add(column(in));
    }
    in.requireEnd();
    return new Relation(oid, namespace, name, identity, columns);
  }

  /** The wire abbreviates {@code pg_catalog} to the empty string. */
  static String namespace(String wire) {
    return wire.isEmpty() ? "pg_catalog" : wire;
  }

  private static ReplicaIdentity replicaIdentity(WireReader in) {
    byte tag = in.readByte("replica identity");
    return switch (tag) {
      case 'd' -> ReplicaIdentity.DEFAULT;
      case 'n' -> ReplicaIdentity.NOTHING;
      case 'f' -> ReplicaIdentity.FULL;
      case 'i' -> ReplicaIdentity.INDEX;
      default -> throw in.invalid("replica identity", "d, n, f or i", tag);
    };
  }

  private static Relation.Column column(WireReader in) {
    byte flags = in.readByte("column flags");
    if ((flags & ~1) != 0) {
      throw in.invalid("column flags", "0, or 1 for a key column", flags);
    }
    return new Relation.Column(
        in.readString("column name"),
        in.readInt("column type OID"),
        in.readInt("column type modifier"),
        flags == 1);
  }
}
