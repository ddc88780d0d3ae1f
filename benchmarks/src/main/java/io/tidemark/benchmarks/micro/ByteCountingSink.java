package io.tidemark.benchmarks.micro;

import io.tidemark.envelope.EnvelopeSink;
import io.tidemark.envelope.EnvelopeView;

/** Counts what it gets, so that nothing is optimised away. */
final class ByteCountingSink implements EnvelopeSink {
  private long bytes;

  @Override
  public void onEnvelope(EnvelopeView envelope) {
    bytes += envelope.keyLength() + envelope.valueLength();
  }

  @Override
  public void onBegin(long commitLsn, long commitTimeMicros, long xid) {}

  @Override
  public void onCommit(long commitLsn, long endLsn) {}

  @Override
  public void onNonTransactionalMessage(long lsn) {}

  long bytes() {
    return bytes;
  }
}
