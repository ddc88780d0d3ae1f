package io.tidemark.pgoutput;

import java.util.List;

/**
 * Receives the messages of a pgoutput stream, one call each, in the order of the wire.
 *
 * <p>No method has a default: a new message of the protocol shows itself at compile time. Nothing
 * is allocated for a row; {@link WireTuple}s and the byte array of a logical message die when the
 * callback returns. Called by the one thread that decodes. What a callback throws passes through
 * the decoder unchanged.
 *
 * <p>Units everywhere: an {@code lsn} is a byte position, unsigned (see {@link Lsn}); a {@code
 * …TimeMicros} is microseconds since 1970-01-01 UTC; a {@code xid} is a 32-bit transaction id,
 * widened. The first parameter {@code xid} of some methods is the (sub)transaction that a message
 * belongs to inside a stream block (protocol version 2 and later), and 0 outside of one.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html">Logical
 *     Replication Message Formats</a>
 */
public interface PgOutputHandler {

  /** A transaction starts; its changes follow, up to {@link #onCommit}. */
  void onBegin(long finalLsn, long commitTimeMicros, long xid);

  /** The transaction is complete: confirm {@code endLsn} once everything up to here is safe. */
  void onCommit(long commitLsn, long endLsn, long commitTimeMicros);

  /** The changes that follow were first made on another server, under this replication origin. */
  void onOrigin(long originLsn, String name);

  /** A table is described, before the first row that needs it. */
  void onRelation(long xid, Relation relation);

  /**
   * A data type with an OID above the built-in ones is described, before the relation that uses it.
   */
  void onType(long xid, int oid, String namespace, String name);

  /** A row was inserted. */
  void onInsert(long xid, Relation relation, WireTuple row);

  /** A row was updated; {@code before} has no columns when {@code image} is NONE. */
  void onUpdate(
      long xid, Relation relation, BeforeImage.Kind image, WireTuple before, WireTuple row);

  /** A row was deleted; {@code image} is KEY or FULL. */
  void onDelete(long xid, Relation relation, BeforeImage.Kind image, WireTuple before);

  /** Tables were truncated by one statement. */
  void onTruncate(long xid, List<Relation> relations, boolean cascade, boolean restartIdentity);

  /**
   * A logical message ({@code pg_logical_emit_message}); {@code content[offset .. offset + length)}
   * dies with the callback. One that is not transactional may arrive outside of any transaction.
   */
  void onMessage(
      long xid,
      boolean transactional,
      long lsn,
      String prefix,
      byte[] content,
      int offset,
      int length);

  /** A block of an in-progress transaction starts (version 2). */
  void onStreamStart(long xid, boolean firstSegment);

  /** The block ends; others may follow for the same transaction. */
  void onStreamStop();

  /** A streamed transaction committed. */
  void onStreamCommit(long xid, long commitLsn, long endLsn, long commitTimeMicros);

  /**
   * A streamed transaction ({@code subxid == xid}) or one of its subtransactions rolled back.
   * {@code abortLsn} and {@code abortTimeMicros} are 0 unless the stream runs with {@code streaming
   * 'parallel'} (version 4).
   */
  void onStreamAbort(long xid, long subxid, long abortLsn, long abortTimeMicros);

  /**
   * A transaction that will be prepared starts (version 3); its changes follow, up to {@link
   * #onPrepare}.
   */
  void onBeginPrepare(long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid);

  /** The transaction is prepared. */
  void onPrepare(long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid);

  /** A prepared transaction committed. */
  void onCommitPrepared(long commitLsn, long endLsn, long commitTimeMicros, long xid, String gid);

  /** A prepared transaction rolled back. */
  void onRollbackPrepared(
      long prepareEndLsn,
      long rollbackEndLsn,
      long prepareTimeMicros,
      long rollbackTimeMicros,
      long xid,
      String gid);

  /** A streamed transaction is prepared (version 3). */
  void onStreamPrepare(long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid);
}
