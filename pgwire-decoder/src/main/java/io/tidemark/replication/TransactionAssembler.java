package io.tidemark.replication;

import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.ProtocolException;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a stream with the options {@code streaming} or {@code two_phase} and a handler
 * that wants neither: gives it whole committed transactions, in commit order, exactly as protocol
 * version 1 would.
 *
 * <pre>{@code
 * try (ReplicationStream stream = ReplicationStream.open(config);
 *     TransactionAssembler assembler =
 *         new TransactionAssembler(handler, AssemblerConfig.builder().build())) {
 *   while (stream.isOpen()) {
 *     stream.poll(assembler, 1_000); // the handler sees onBegin … onCommit, nothing in progress
 *     stream.acknowledge(assembler.confirmable(handler.safeUpTo()));
 *   }
 * }
 * }</pre>
 *
 * <p>Ordinary transactions pass straight through: nothing is copied or allocated. Those in progress
 * are held, in memory up to {@link AssemblerConfig#maxBufferedBytes} and on disk beyond; at Stream
 * Commit they are delivered without the rows of subtransactions that rolled back. One row that is
 * larger than the bound goes to disk alone, and takes its own size in memory when it is delivered,
 * as it did when it was read. Logical messages that are not transactional pass at once.
 *
 * <p>The handler sees: for each message of a held transaction the change's own start LSN, with the
 * WAL end and the clock of the message that ended the transaction; {@code onBegin} with the commit
 * LSN, the commit time and the top-level xid; changes with the xid 0. Each relation is announced
 * before the first row that needs it, once more where another transaction's announcement came
 * between.
 *
 * <p><b>Acknowledging.</b> Transactions in progress need no care: PostgreSQL sends one again unless
 * its commit was confirmed. Prepared ones do: pass every position through {@link #confirmable}
 * before it is confirmed, and do so after every poll.
 *
 * <p>One assembler serves one stream; make a new one when the stream is opened again. All methods
 * belong to the thread that polls, except {@link #confirmable}.
 */
public final class TransactionAssembler implements WalHandler, AutoCloseable {
  private final WalHandler downstream;
  private final boolean holdPrepared;
  private final Announcements announcements;
  private final HeldTransactions held;
  private final ConfirmationLimit limit = new ConfirmationLimit();

  /** The transaction that the messages now coming in belong to; null: they pass. */
  private @Nullable HeldTransaction open;

  /** The frame of the message that comes next. */
  private long startLsn;

  private long serverEndLsn;
  private long sendTimeMicros;

  /**
   * An assembler in front of {@code downstream}; removes what crashed processes left in the spill
   * directory.
   *
   * @throws SpillException when the spill directory cannot be used
   */
  public TransactionAssembler(WalHandler downstream, AssemblerConfig config) {
    this.downstream = downstream;
    holdPrepared = config.preparedDelivery() == PreparedDelivery.AT_COMMIT_PREPARED;
    announcements = new Announcements(downstream);
    held =
        new HeldTransactions(
            new BufferBudget(config.maxBufferedBytes()),
            SpillDirectory.open(config.spillDirectory()));
  }

  /**
   * The position up to which the slot may be confirmed when everything before {@code requested} is
   * safe that the handler received.
   *
   * <p>That is {@code requested}, unless it lies between the Prepare of a transaction whose rows
   * are held (or delivered, but not yet safe) and the end of its Commit Prepared; then it is the
   * Prepare. For PostgreSQL does not send the rows of a transaction again whose Prepare was
   * confirmed, only its Commit Prepared. A transaction that stays prepared for long therefore keeps
   * the slot from moving, and the transactions behind it come again after a restart.
   *
   * <p>It is more than {@code requested} when everything that the handler received is safe and
   * messages followed which it does not get to see: a Rollback Prepared would keep an otherwise
   * idle slot from moving. Never moves backwards when {@code requested} does not. Any thread may
   * call it.
   */
  public Lsn confirmable(Lsn requested) {
    long position = limit.confirmable(requested.value());
    return position == requested.value() ? requested : new Lsn(position);
  }

  /** Drops every held transaction and deletes the files; what was held will be sent again. */
  @Override
  public void close() {
    open = null;
    held.close();
  }

  @Override
  public void onXLogData(long startLsn, long serverEndLsn, long sendTimeMicros) {
    this.startLsn = startLsn;
    this.serverEndLsn = serverEndLsn;
    this.sendTimeMicros = sendTimeMicros;
  }

  /** Hands on the frame of a message that is itself handed on. */
  private void frame() {
    downstream.onXLogData(startLsn, serverEndLsn, sendTimeMicros);
  }

  private void describe(Relation relation) {
    if (!announcements.covers(relation)) {
      announcements.announceLate(relation, serverEndLsn, sendTimeMicros);
    }
  }

  @Override
  public void onBegin(long finalLsn, long commitTimeMicros, long xid) {
    requireNoneOpen("Begin");
    frame();
    downstream.onBegin(finalLsn, commitTimeMicros, xid);
  }

  @Override
  public void onCommit(long commitLsn, long endLsn, long commitTimeMicros) {
    requireNoneOpen("Commit");
    limit.handOn(endLsn);
    frame();
    downstream.onCommit(commitLsn, endLsn, commitTimeMicros);
  }

  @Override
  public void onOrigin(long originLsn, String name) {
    if (open != null) {
      open.origin(startLsn, originLsn, name);
      return;
    }
    frame();
    downstream.onOrigin(originLsn, name);
  }

  @Override
  public void onRelation(long xid, Relation relation) {
    if (open == null) { // else the rows bring it along
      frame();
      announcements.announce(relation);
    }
  }

  @Override
  public void onType(long xid, int oid, String namespace, String name) {
    announcements.remember(oid, namespace, name);
    if (open == null) {
      frame();
      downstream.onType(0, oid, namespace, name);
    }
  }

  @Override
  public void onInsert(long xid, Relation relation, WireTuple row) {
    if (open != null) {
      open.insert(startLsn, xid, relation, row);
      return;
    }
    describe(relation);
    frame();
    downstream.onInsert(0, relation, row);
  }

  @Override
  public void onUpdate(
      long xid, Relation relation, BeforeImage.Kind image, WireTuple before, WireTuple row) {
    if (open != null) {
      open.update(startLsn, xid, relation, image, before, row);
      return;
    }
    describe(relation);
    frame();
    downstream.onUpdate(0, relation, image, before, row);
  }

  @Override
  public void onDelete(long xid, Relation relation, BeforeImage.Kind image, WireTuple before) {
    if (open != null) {
      open.delete(startLsn, xid, relation, image, before);
      return;
    }
    describe(relation);
    frame();
    downstream.onDelete(0, relation, image, before);
  }

  @Override
  public void onTruncate(
      long xid, List<Relation> relations, boolean cascade, boolean restartIdentity) {
    if (open != null) {
      open.truncate(startLsn, xid, relations, cascade, restartIdentity);
      return;
    }
    relations.forEach(this::describe);
    frame();
    downstream.onTruncate(0, relations, cascade, restartIdentity);
  }

  @Override
  public void onMessage(
      long xid,
      boolean transactional,
      long lsn,
      String prefix,
      byte[] content,
      int offset,
      int length) {
    if (open != null && transactional) {
      open.message(startLsn, xid, lsn, prefix, content, offset, length);
      return;
    }
    if (!transactional) {
      limit.handOn(lsn);
    }
    frame();
    downstream.onMessage(0, transactional, lsn, prefix, content, offset, length);
  }

  @Override
  public void onStreamStart(long xid, boolean firstSegment) {
    requireNoneOpen("Stream Start");
    open = held.stream(xid, firstSegment, startLsn);
  }

  @Override
  public void onStreamStop() {
    open = null;
  }

  @Override
  public void onStreamCommit(long xid, long commitLsn, long endLsn, long commitTimeMicros) {
    requireNoneOpen("Stream Commit");
    deliver(held.takeStreamed("Stream Commit", xid), commitLsn, endLsn, commitTimeMicros);
  }

  @Override
  public void onStreamAbort(long xid, long subxid, long abortLsn, long abortTimeMicros) {
    requireNoneOpen("Stream Abort");
    held.abort(xid, subxid);
  }

  @Override
  public void onBeginPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {
    requireNoneOpen("Begin Prepare");
    if (holdPrepared) {
      limit.hold(xid, prepareLsn);
      open = held.beginPrepare(xid, startLsn);
      return;
    }
    frame();
    downstream.onBeginPrepare(prepareLsn, endLsn, prepareTimeMicros, xid, gid);
  }

  @Override
  public void onPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {
    if (holdPrepared) {
      if (open == null) {
        throw ProtocolException.misplaced("Prepare", "Begin Prepare before it", "none");
      }
      open = null;
      limit.keep(endLsn);
      return;
    }
    limit.handOn(endLsn);
    frame();
    downstream.onPrepare(prepareLsn, endLsn, prepareTimeMicros, xid, gid);
  }

  @Override
  public void onStreamPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {
    requireNoneOpen("Stream Prepare");
    if (holdPrepared) {
      limit.hold(xid, prepareLsn);
      held.streamPrepare(xid);
      limit.keep(endLsn);
      return;
    }
    HeldTransaction transaction = held.takeStreamed("Stream Prepare", xid);
    try {
      long prepareStart = startLsn;
      startLsn = transaction.firstLsn();
      onBeginPrepare(prepareLsn, endLsn, prepareTimeMicros, xid, gid);
      transaction.replay(this, serverEndLsn, sendTimeMicros);
      startLsn = prepareStart;
      onPrepare(prepareLsn, endLsn, prepareTimeMicros, xid, gid);
    } finally {
      transaction.discard();
    }
  }

  @Override
  public void onCommitPrepared(
      long commitLsn, long endLsn, long commitTimeMicros, long xid, String gid) {
    requireNoneOpen("Commit Prepared");
    if (holdPrepared) {
      HeldTransaction transaction = held.takePrepared(xid);
      if (transaction == null) {
        throw new UnknownPreparedTransactionException(gid, xid, endLsn);
      }
      deliver(transaction, commitLsn, endLsn, commitTimeMicros);
      limit.deliver(xid, endLsn);
      return;
    }
    limit.handOn(endLsn);
    frame();
    downstream.onCommitPrepared(commitLsn, endLsn, commitTimeMicros, xid, gid);
  }

  @Override
  public void onRollbackPrepared(
      long prepareEndLsn,
      long rollbackEndLsn,
      long prepareTimeMicros,
      long rollbackTimeMicros,
      long xid,
      String gid) {
    requireNoneOpen("Rollback Prepared");
    if (holdPrepared) {
      HeldTransactions.discard(held.takePrepared(xid));
      limit.release(xid);
      limit.keep(rollbackEndLsn);
      return;
    }
    limit.handOn(rollbackEndLsn);
    frame();
    downstream.onRollbackPrepared(
        prepareEndLsn, rollbackEndLsn, prepareTimeMicros, rollbackTimeMicros, xid, gid);
  }

  /** Gives a held transaction to the handler as an ordinary one. */
  private void deliver(
      HeldTransaction transaction, long commitLsn, long endLsn, long commitTimeMicros) {
    try {
      long commitStart = startLsn;
      startLsn = transaction.firstLsn();
      onBegin(commitLsn, commitTimeMicros, transaction.xid());
      transaction.replay(this, serverEndLsn, sendTimeMicros);
      startLsn = commitStart;
      onCommit(commitLsn, endLsn, commitTimeMicros);
    } finally {
      transaction.discard();
    }
  }

  /** Between the blocks of held transactions everything else must be whole. */
  private void requireNoneOpen(String messageType) {
    if (open != null) {
      throw ProtocolException.misplaced(
          messageType, "the end of transaction " + open.xid() + "'s messages", "it still open");
    }
  }
}
