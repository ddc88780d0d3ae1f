package io.tidemark.replication;

import io.tidemark.pgoutput.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that the assembler holds: in progress or prepared. They share one bound of
 * memory and one directory. Belongs to one thread, except {@link #status}.
 */
final class HeldTransactions implements AutoCloseable {
  private final BufferBudget budget;
  private final SpillDirectory directory;
  private final MessageWriter writer = new MessageWriter();
  private final Map<Long, HeldTransaction> streamed = new ConcurrentHashMap<>();
  private final Map<Long, HeldTransaction> prepared = new ConcurrentHashMap<>();

  HeldTransactions(BufferBudget budget, SpillDirectory directory) {
    this.budget = budget;
    this.directory = directory;
  }

  private HeldTransaction create(long xid, long firstLsn) {
    return new HeldTransaction(xid, firstLsn, new TransactionLog(xid, budget, directory), writer);
  }

  /** The transaction of a stream block that starts. */
  HeldTransaction stream(long xid, boolean firstSegment, long firstLsn) {
    HeldTransaction transaction = streamed.get(xid);
    if (firstSegment) {
      discard(transaction);
      transaction = create(xid, firstLsn);
      streamed.put(xid, transaction);
    } else if (transaction == null) {
      throw unknown("Stream Start", xid);
    }
    return transaction;
  }

  /** Takes out a streamed transaction whose end is known. */
  HeldTransaction takeStreamed(String messageType, long xid) {
    HeldTransaction transaction = streamed.remove(xid);
    if (transaction == null) {
      throw unknown(messageType, xid);
    }
    return transaction;
  }

  private static ProtocolException unknown(String messageType, long xid) {
    return ProtocolException.misplaced(
        messageType, "a first stream block of transaction " + xid + " before it", "none");
  }

  /**
   * Drops what rolled back: the subtransaction, or everything when it is the transaction itself.
   */
  void abort(long xid, long subxid) {
    if (subxid == xid) {
      discard(streamed.remove(xid));
      return;
    }
    HeldTransaction transaction = streamed.get(xid);
    if (transaction != null) {
      transaction.abort(subxid);
    }
  }

  /** A transaction that will be prepared, and comes in one piece. */
  HeldTransaction beginPrepare(long xid, long firstLsn) {
    HeldTransaction transaction = create(xid, firstLsn);
    discard(prepared.put(xid, transaction));
    return transaction;
  }

  /** A streamed transaction is now a prepared one. */
  void streamPrepare(long xid) {
    discard(prepared.put(xid, takeStreamed("Stream Prepare", xid)));
  }

  /** Takes out a prepared transaction whose end is known; null when it was never prepared here. */
  @Nullable HeldTransaction takePrepared(long xid) {
    return prepared.remove(xid);
  }

  /** Any thread may ask. */
  AssemblerStatus status() {
    return new AssemblerStatus(streamed.size(), prepared.size(), budget.used(), budget.spilled());
  }

  static void discard(@Nullable HeldTransaction transaction) {
    if (transaction != null) {
      transaction.discard();
    }
  }

  /** Drops everything, with the files. */
  @Override
  public void close() {
    try (directory) {
      List<HeldTransaction> all = new ArrayList<>(streamed.values());
      all.addAll(prepared.values());
      all.forEach(HeldTransaction::discard);
      streamed.clear();
      prepared.clear();
    }
  }
}
