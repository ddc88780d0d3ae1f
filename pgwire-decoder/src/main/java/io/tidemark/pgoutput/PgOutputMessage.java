package io.tidemark.pgoutput;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a pgoutput stream as a value: immutable, thread-safe, to be kept as long as you
 * like.
 *
 * <p>A record per message of the manual, under the manual's name, so that a {@code switch} over the
 * sealed type is exhaustive (Java 21+). Made from the callbacks by {@link RecordHandler}. A
 * component {@code xid} of a change is the (sub)transaction inside a stream block, 0 outside of
 * one.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html">Logical
 *     Replication Message Formats</a>
 */
public sealed interface PgOutputMessage {

  /** A transaction starts. */
  record Begin(Lsn finalLsn, Instant commitTime, long xid) implements PgOutputMessage {}

  /** A transaction is complete; {@code endLsn} is the position to acknowledge. */
  record Commit(Lsn commitLsn, Lsn endLsn, Instant commitTime) implements PgOutputMessage {}

  /** Where the changes that follow were first made. */
  record Origin(Lsn originLsn, String name) implements PgOutputMessage {}

  /** The message named Relation in the manual: a table is described. */
  record RelationMessage(long xid, Relation relation) implements PgOutputMessage {}

  /** A data type is described. */
  record Type(long xid, int oid, String namespace, String name) implements PgOutputMessage {}

  /** A row was inserted. */
  record Insert(long xid, Relation relation, Row row) implements PgOutputMessage {}

  /** A row was updated. */
  record Update(long xid, Relation relation, BeforeImage before, Row row)
      implements PgOutputMessage {}

  /** A row was deleted; {@code before} is a Key or Full image. */
  record Delete(long xid, Relation relation, BeforeImage before) implements PgOutputMessage {}

  /** Tables were truncated by one statement. */
  record Truncate(long xid, List<Relation> relations, boolean cascade, boolean restartIdentity)
      implements PgOutputMessage {
    /** Copies the list. */
    public Truncate {
      relations = List.copyOf(relations);
    }
  }

  /** A logical message; {@code content} is a copy that nobody may change. */
  @SuppressWarnings("ArrayRecordComponent") // compared by content, below
  record Message(long xid, boolean transactional, Lsn lsn, String prefix, byte[] content)
      implements PgOutputMessage {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Message message
          && xid == message.xid
          && transactional == message.transactional
          && lsn.equals(message.lsn)
          && prefix.equals(message.prefix)
          && Arrays.equals(content, message.content);
    }

    @Override
    public int hashCode() {
      return 31 * lsn.hashCode() + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
      return "Message[xid="
          + xid
          + ", transactional="
          + transactional
          + ", lsn="
          + lsn
          + ", prefix="
          + prefix
          + ", content=\\x"
          + HexFormat.of().formatHex(content)
          + "]";
    }
  }

  /** A block of an in-progress transaction starts. */
  record StreamStart(long xid, boolean firstSegment) implements PgOutputMessage {}

  /** The block ends. */
  record StreamStop() implements PgOutputMessage {}

  /** A streamed transaction committed. */
  record StreamCommit(long xid, Lsn commitLsn, Lsn endLsn, Instant commitTime)
      implements PgOutputMessage {}

  /**
   * A streamed (sub)transaction rolled back; {@link Lsn#INVALID} and the epoch unless streaming is
   * parallel.
   */
  record StreamAbort(long xid, long subxid, Lsn abortLsn, Instant abortTime)
      implements PgOutputMessage {}

  /** A transaction that will be prepared starts. */
  record BeginPrepare(Lsn prepareLsn, Lsn endLsn, Instant prepareTime, long xid, String gid)
      implements PgOutputMessage {}

  /** A transaction is prepared. */
  record Prepare(Lsn prepareLsn, Lsn endLsn, Instant prepareTime, long xid, String gid)
      implements PgOutputMessage {}

  /** A prepared transaction committed. */
  record CommitPrepared(Lsn commitLsn, Lsn endLsn, Instant commitTime, long xid, String gid)
      implements PgOutputMessage {}

  /** A prepared transaction rolled back. */
  record RollbackPrepared(
      Lsn prepareEndLsn,
      Lsn rollbackEndLsn,
      Instant prepareTime,
      Instant rollbackTime,
      long xid,
      String gid)
      implements PgOutputMessage {}

  /** A streamed transaction is prepared. */
  record StreamPrepare(Lsn prepareLsn, Lsn endLsn, Instant prepareTime, long xid, String gid)
      implements PgOutputMessage {}
}
