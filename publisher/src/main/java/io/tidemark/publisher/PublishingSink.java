package io.tidemark.publisher;

import io.tidemark.envelope.EnvelopeSink;
import io.tidemark.envelope.EnvelopeView;
import io.tidemark.envelope.Operation;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Sends each envelope, and has the window know of it first. Belongs to the thread that decodes. */
final class PublishingSink implements EnvelopeSink {
  private final AckWindow window;
  private final EventSink sink;
  private final Consumer<EnvelopeView> observer;
  private long openCommitLsn;
  private boolean inTransaction;

  // Written by that thread, read by any
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong decoded = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();

  /**
   * @param observer sees each event first
   */
  PublishingSink(AckWindow window, EventSink sink, Consumer<EnvelopeView> observer) {
    this.window = window;
    this.sink = sink;
    this.observer = observer;
  }

  @Override
  public void onBegin(long commitLsn, long commitTimeMicros, long xid) {
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
    observer.accept(envelope);
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
  }

  @Override
  public void onNonTransactionalMessage(long lsn) {
    window.message(lsn);
  }
}
