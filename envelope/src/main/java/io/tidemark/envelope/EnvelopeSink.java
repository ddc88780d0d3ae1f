package io.tidemark.envelope;

import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;

/**
 * Receives what {@link EnvelopeEncoder} writes, in the order of the stream, on the thread that
 * decodes.
 *
 * <p>Between {@link #onBegin} and {@link #onCommit} come the events of one transaction; a logical
 * message that is not transactional may come outside of them, or between. What a method throws ends
 * the poll.
 */
public interface EnvelopeSink {

  /**
   * A transaction starts.
   *
   * @param commitLsn its commit record's position, unsigned: the order key of transactions
   */
  void onBegin(long commitLsn, long commitTimeMicros, long xid);

  /**
   * One record to deliver; the view dies when this returns. A {@link Operation#HEARTBEAT} may come
   * within a transaction and outside of one, and belongs to none.
   */
  void onEnvelope(EnvelopeView envelope);

  /**
   * The transaction is complete, with or without events.
   *
   * @param endLsn what may be confirmed once every event up to here is safe
   */
  void onCommit(long commitLsn, long endLsn);

  /**
   * A logical message outside of transactions was passed, with or without an event (see {@code
   * message.prefix.include.list}).
   *
   * @param lsn what may be confirmed once every event up to here is safe
   */
  void onNonTransactionalMessage(long lsn);

  /**
   * An inserted row, before the event that it may become, and whether or not it becomes one: also
   * of a table that a filter leaves out.
   *
   * @param row dies when this returns
   */
  default void onInsert(Relation relation, WireTuple row) {}

  /**
   * A logical message, before the event that it may become, and whether or not it becomes one.
   *
   * @param content holds the message's bytes; never write to it, nor keep it
   */
  default void onMessage(String prefix, byte[] content, int offset, int length) {}
}
