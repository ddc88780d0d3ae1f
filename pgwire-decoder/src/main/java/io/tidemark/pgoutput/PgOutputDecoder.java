package io.tidemark.pgoutput;

import java.util.ArrayList;
import java.util.List;

/**
 * Decodes pgoutput, PostgreSQL's built-in logical decoding output plugin: bytes in, handler calls
 * out.
 *
 * <p>One decoder serves one replication connection, because the stream has state: the relations
 * announced so far, and the stream block that is open. Feed it every message in order. Protocol
 * versions 1 to 4; a message of a later version than the one agreed upon is refused. Any bytes that
 * break the protocol give {@link ProtocolException} and nothing else, and nothing outside of the
 * given slice is read. The order of messages is checked where the format depends on it: rows after
 * their relation, stream blocks properly opened and closed. Not thread-safe.
 *
 * <pre>{@code
 * PgOutputDecoder decoder = new PgOutputDecoder(1);
 * decoder.decode(frame, payloadOffset, payloadLength, handler);   // one handler call
 * }</pre>
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html">Logical
 *     Replication Message Formats</a>
 */
public final class PgOutputDecoder {
  /** The newest protocol version that there is, PostgreSQL 16 and later. */
  public static final int NEWEST_PROTOCOL_VERSION = 4;

  private final int protocolVersion;
  private final WireReader in = new WireReader();
  private final KnownRelations relations = new KnownRelations();
  private final WireTuple before = new WireTuple();
  private final WireTuple row = new WireTuple();

  /**
   * A decoder for a stream that was started with this {@code proto_version}.
   *
   * @throws IllegalArgumentException when the version is not 1 to 4
   */
  public PgOutputDecoder(int protocolVersion) {
    if (protocolVersion < 1 || protocolVersion > NEWEST_PROTOCOL_VERSION) {
      throw new IllegalArgumentException(
          "protocol version " + protocolVersion + ": expected 1 to " + NEWEST_PROTOCOL_VERSION);
    }
    this.protocolVersion = protocolVersion;
  }

  /**
   * Decodes the one message in {@code buffer[offset .. offset + length)} and calls one method of
   * the handler.
   *
   * @throws ProtocolException when the bytes are no message of the protocol
   * @throws IndexOutOfBoundsException when the slice is not inside the buffer
   */
  public void decode(byte[] buffer, int offset, int length, PgOutputHandler handler) {
    java.util.Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      throw ProtocolException.truncated("message", "type", 1, 0);
    }
    in.reset(buffer, offset, length);
    switch (in.tag()) {
      case 'I' -> insert(handler);
      case 'U' -> update(handler);
      case 'D' -> delete(handler);
      case 'B' -> begin(handler);
      case 'C' -> commit(handler);
      default -> rare(handler);
    }
  }

  /**
   * Makes a relation known as its own message would, with no handler called: for messages that were
   * kept apart from the announcements before them.
   */
  public void announce(Relation relation) {
    relations.put(relation);
  }

  /**
   * The messages that are not part of a plain transaction's every row; apart, so that the hot
   * switch stays small.
   */
  private void rare(PgOutputHandler handler) {
    switch (in.tag()) {
      case 'R' -> relation(handler);
      case 'Y' -> type(handler);
      case 'O' -> origin(handler);
      case 'T' -> truncate(handler);
      case 'M' -> message(handler);
      case 'S', 'E', 'c', 'A' -> {
        requireVersion(2);
        StreamMessages.read(in, protocolVersion, relations, handler);
      }
      case 'b', 'P', 'K', 'r', 'p' -> {
        requireVersion(3);
        relations.requireNoBlock(in);
        TwoPhaseMessages.read(in, relations, handler);
      }
      default -> throw in.invalid("type", "a message type of the manual", in.tag());
    }
  }

  private void insert(PgOutputHandler handler) {
    long xid = blockXid();
    Relation relation = announced();
    requireTag("N", in.readByte("tuple type"));
    try {
      row.read(in, relation);
      in.requireEnd();
      handler.onInsert(xid, relation, row);
    } finally {
      row.release();
    }
  }

  private void update(PgOutputHandler handler) {
    long xid = blockXid();
    Relation relation = announced();
    byte tag = in.readByte("tuple type");
    BeforeImage.Kind image = tag == 'N' ? BeforeImage.Kind.NONE : oldTuple(tag, "K, O or N");
    try {
      if (tag == 'N') {
        before.clear();
      } else {
        before.read(in, relation);
        requireTag("N", in.readByte("tuple type"));
      }
      row.read(in, relation);
      in.requireEnd();
      handler.onUpdate(xid, relation, image, before, row);
    } finally {
      before.release();
      row.release();
    }
  }

  private void delete(PgOutputHandler handler) {
    long xid = blockXid();
    Relation relation = announced();
    BeforeImage.Kind image = oldTuple(in.readByte("tuple type"), "K or O");
    try {
      before.read(in, relation);
      in.requireEnd();
      handler.onDelete(xid, relation, image, before);
    } finally {
      before.release();
    }
  }

  /** K: the replica identity's columns; O: the whole old row. */
  private BeforeImage.Kind oldTuple(byte tag, String expected) {
    return switch (tag) {
      case 'K' -> BeforeImage.Kind.KEY;
      case 'O' -> BeforeImage.Kind.FULL;
      default -> throw in.invalid("tuple type", expected, tag);
    };
  }

  private void requireTag(String expected, byte tag) {
    if (tag != expected.charAt(0)) {
      throw in.invalid("tuple type", expected, tag);
    }
  }

  private Relation announced() {
    int oid = in.readInt("relation OID");
    Relation relation = relations.get(oid);
    if (relation == null) {
      throw in.invalid(
          "relation OID", "one that a Relation message announced", Integer.toUnsignedLong(oid));
    }
    return relation;
  }

  /** Inside a stream block every change starts with its (sub)transaction's id. */
  private long blockXid() {
    return relations.inBlock() ? in.readXid("xid") : 0;
  }

  private void begin(PgOutputHandler handler) {
    relations.requireNoBlock(in);
    long finalLsn = in.readLong("final LSN");
    long time = in.readTime("commit time");
    long xid = in.readXid("xid");
    in.requireEnd();
    handler.onBegin(finalLsn, time, xid);
  }

  private void commit(PgOutputHandler handler) {
    relations.requireNoBlock(in);
    in.readUnusedFlags();
    long commitLsn = in.readLong("commit LSN");
    long endLsn = in.readLong("end LSN");
    long time = in.readTime("commit time");
    in.requireEnd();
    handler.onCommit(commitLsn, endLsn, time);
  }

  private void origin(PgOutputHandler handler) {
    long lsn = in.readLong("origin LSN");
    String name = in.readString("origin name");
    in.requireEnd();
    handler.onOrigin(lsn, name);
  }

  private void relation(PgOutputHandler handler) {
    long xid = blockXid();
    Relation relation = RelationReader.read(in);
    relations.put(relation);
    handler.onRelation(xid, relation);
  }

  private void type(PgOutputHandler handler) {
    long xid = blockXid();
    int oid = in.readInt("type OID");
    String namespace = RelationReader.namespace(in.readString("namespace"));
    String name = in.readString("type name");
    in.requireEnd();
    handler.onType(xid, oid, namespace, name);
  }

  private void truncate(PgOutputHandler handler) {
    long xid = blockXid();
    int count = in.readInt("relation count");
    byte options = in.readByte("options");
    if (count < 0 || count > in.remaining() / Integer.BYTES) {
      throw ProtocolException.truncated(
          "Truncate", "relation OIDs", (long) count * Integer.BYTES, in.remaining());
    }
    if ((options & ~3) != 0) {
      throw in.invalid("options", "1 for CASCADE, 2 for RESTART IDENTITY, or their sum", options);
    }
    List<Relation> truncated = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      truncated.add(announced());
    }
    in.requireEnd();
    handler.onTruncate(xid, truncated, (options & 1) != 0, (options & 2) != 0);
  }

  private void message(PgOutputHandler handler) {
    long xid = blockXid();
    byte flags = in.readByte("flags");
    if ((flags & ~1) != 0) {
      throw in.invalid("flags", "0, or 1 for a transactional message", flags);
    }
    long lsn = in.readLong("LSN");
    String prefix = in.readString("prefix");
    int length = in.readLength("content");
    int offset = in.position();
    in.skip(length);
    in.requireEnd();
    handler.onMessage(xid, flags == 1, lsn, prefix, in.buffer(), offset, length);
  }

  private void requireVersion(int version) {
    if (protocolVersion < version) {
      throw in.misplaced(
          "a message of protocol version " + protocolVersion, "one of version " + version);
    }
  }
}
