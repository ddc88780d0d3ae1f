package io.tidemark.publisher;

import io.tidemark.envelope.EnvelopeSink;
import io.tidemark.envelope.EnvelopeView;
import io.tidemark.envelope.Operation;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import java.util.concurrent.atomic.AtomicLong;

/** Sends each envelope, and has the window know of it first. Belongs to the thread that decodes. */
final class PublishingSink implements EnvelopeSink {
  private final AckWindow window;
  private final EventSink sink;
  private final SnapshotPhase snapshot;
  private final StreamCompanion companion;
  private long openCommitLsn;
  private boolean inTransaction;

  // Written by that thread, read by any
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong decoded = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();

  /**
   * @param snapshot sees each inserted row and message first
   * @param companion told of each transaction
   */
  PublishingSink(
      AckWindow window, EventSink sink, SnapshotPhase snapshot, StreamCompanion companion) {
    this.window = window;
    this.sink = sink;
    this.snapshot = snapshot;
    this.companion = companion;
  }

  @Override
  public void onBegin(long commitLsn, long commitTimeMicros, long xid) {
    companion.beginning(commitLsn, xid);
    window.begin();
    openCommitLsn = commitLsn;
    inTransaction = true;
  }

  @Override
  public void onEnvelope(EnvelopeView envelope) {
    if (envelope.operation() == Operation.HEARTBEAT) {
      sink.send(envelope, window.bystander());
      return;
    }
    long bytes = Math.max(0, envelope.keyLength()) + Math.max(0L, envelope.valueLength());
    // A non-transactional message carries its own LSN where others carry their transaction's.
    boolean own = !inTransaction || envelope.commitLsn() != openCommitLsn;
    events.lazySet(events.getPlain() + 1);
    raise(decoded, envelope.lsn());
    sink.send(envelope, own ? window.registerMessage(bytes) : window.register(bytes));
    raise(sent, envelope.lsn());
  }

  /** Changes of transactions that commit later may come from further ahead. */
  private static void raise(AtomicLong position, long lsn) {
    if (Long.compareUnsigned(lsn, position.getPlain()) > 0) {
      position.lazySet(lsn);
    }
  }

  /** The highest position of a change that has become an event. */
  long decoded() {
    return decoded.get();
  }

  /** The highest position of a change that the sink has taken. */
  long sent() {
    return sent.get();
  }

  boolean isInTransaction() {
    return inTransaction;
  }

  long events() {
    return events.get();
  }

  @Override
  public void onCommit(long commitLsn, long endLsn) {
    inTransaction = false;
    raise(decoded, endLsn);
    raise(sent, endLsn);
    window.commit(endLsn);
    companion.committed(endLsn);
  }

  @Override
  public void onInsert(Relation relation, WireTuple row) {
    snapshot.inserted(relation, row);
  }

  @Override
  public void onMessage(String prefix, byte[] content, int offset, int length) {
    snapshot.message(prefix, content, offset, length);
  }

  @Override
  public void onNonTransactionalMessage(long lsn) {
    window.message(lsn);
  }
}
