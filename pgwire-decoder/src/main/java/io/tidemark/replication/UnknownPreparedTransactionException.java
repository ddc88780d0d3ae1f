package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;

/**
 * A prepared transaction committed whose rows were never received: its Prepare was confirmed to the
 * server before its rows were delivered, and the server does not send them again.
 *
 * <p>That takes a client which confirmed without asking {@link TransactionAssembler#confirmable},
 * or one that ran with {@link PreparedDelivery#AT_PREPARE} before. (Or a stream with {@link
 * OriginFilter#NONE} whose {@link AssemblerConfig#origin} does not say so: then nothing is lost,
 * and saying so is the remedy.) Nothing can bring the rows back from the slot: read the affected
 * tables again, then advance the slot to {@link #endLsn} (SQL: {@code
 * pg_replication_slot_advance}), and open the stream anew. SQLSTATE 42704, which is what PostgreSQL
 * says of a prepared transaction that does not exist.
 */
public final class UnknownPreparedTransactionException extends ReplicationException {
  private static final long serialVersionUID = 1L;

  private static final String UNDEFINED_OBJECT = "42704";

  private final String gid;
  private final long xid;
  private final long endLsn;

  UnknownPreparedTransactionException(String gid, long xid, long endLsn) {
    super(
        "Commit Prepared of gid \""
            + gid
            + "\", xid "
            + xid
            + ": its Prepare was not received on this stream, because the slot was confirmed"
            + " beyond it while its rows were held; the server will not send them again."
            + " Read the affected tables anew, then advance the slot to "
            + Lsn.format(endLsn),
        UNDEFINED_OBJECT,
        null);
    this.gid = gid;
    this.xid = xid;
    this.endLsn = endLsn;
  }

  /** The name that PREPARE TRANSACTION gave. */
  public String gid() {
    return gid;
  }

  /** The transaction. */
  public long xid() {
    return xid;
  }

  /** The end of its Commit Prepared in the WAL. */
  public Lsn endLsn() {
    return new Lsn(endLsn);
  }
}
