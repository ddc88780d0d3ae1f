package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.ProtocolException;
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
 * <p>One assembler serves one stream; make a new one when the stream is opened again. A poll ends
 * within a transaction that it has no room for, and the next poll goes on there. All methods belong
 * to the thread that polls, except {@link #confirmable} and {@link #status}. {@link
 * AssembledStream} is stream and assembler in one.
 */
public final class TransactionAssembler extends ChangeRouter implements WalHandler, AutoCloseable {
  private final boolean holdPrepared;
  private final boolean preparesAreFiltered;
  private final HeldTransactions held;

  /** The transaction that is being handed on. */
  private @Nullable Delivery delivery;

  private boolean paced;

  /**
   * An assembler in front of {@code downstream}; removes what crashed processes left in the spill
   * directory.
   *
   * @throws SpillException when the spill directory cannot be used
   */
  public TransactionAssembler(WalHandler downstream, AssemblerConfig config) {
    super(downstream);
    holdPrepared = config.preparedDelivery() == PreparedDelivery.AT_COMMIT_PREPARED;
    preparesAreFiltered = config.origin() == OriginFilter.NONE;
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

  /** What it holds now. Any thread may ask. */
  public AssemblerStatus status() {
    return held.status();
  }

  /** Drops every held transaction and deletes the files; what was held will be sent again. */
  @Override
  public void close() {
    open = null;
    try (held) {
      if (delivery != null) {
        delivery.discard();
        delivery = null;
      }
    }
  }

  /** From now on, what a message leaves to hand on is asked for with {@link #handOnNext}. */
  TransactionAssembler paced() {
    paced = true;
    return this;
  }

  /** Hands on one message that was left over; false when there is none. */
  boolean handOnNext() {
    if (delivery == null) {
      return false;
    }
    if (!delivery.next()) {
      delivery = null;
    }
    return true;
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
    deliver(
        held.takeStreamed("Stream Commit", xid),
        () -> onBegin(commitLsn, commitTimeMicros, xid),
        () -> onCommit(commitLsn, endLsn, commitTimeMicros));
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
    deliver(
        held.takeStreamed("Stream Prepare", xid),
        () -> onBeginPrepare(prepareLsn, endLsn, prepareTimeMicros, xid, gid),
        () -> onPrepare(prepareLsn, endLsn, prepareTimeMicros, xid, gid));
  }

  @Override
  public void onCommitPrepared(
      long commitLsn, long endLsn, long commitTimeMicros, long xid, String gid) {
    requireNoneOpen("Commit Prepared");
    if (holdPrepared) {
      HeldTransaction transaction = held.takePrepared(xid);
      if (transaction != null) {
        deliverPrepared(transaction, commitLsn, endLsn, commitTimeMicros);
      } else if (preparesAreFiltered) {
        limit.keep(endLsn);
      } else {
        throw new UnknownPreparedTransactionException(gid, xid, endLsn);
      }
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

  private void deliverPrepared(
      HeldTransaction transaction, long commitLsn, long endLsn, long commitTimeMicros) {
    deliver(
        transaction,
        () -> onBegin(commitLsn, commitTimeMicros, transaction.xid()),
        () -> {
          onCommit(commitLsn, endLsn, commitTimeMicros);
          limit.deliver(transaction.xid(), endLsn);
        });
  }

  /** Gives a held transaction to the handler as an ordinary one, at the pace that is asked for. */
  private void deliver(HeldTransaction transaction, Runnable begin, Runnable end) {
    long endStart = startLsn;
    delivery =
        new Delivery(
            transaction,
            transaction.replay(this, serverEndLsn, sendTimeMicros),
            () -> {
              startLsn = endStart;
              end.run();
            });
    startLsn = transaction.firstLsn();
    begin.run();
    while (!paced && handOnNext()) {
      // all of it, for a caller that would not ask
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
