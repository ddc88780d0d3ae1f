package io.tidemark.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Keeps a copy of everything. */
final class CollectingSink implements EnvelopeSink {
  final List<Envelope> envelopes = new ArrayList<>();
  final List<Long> confirmable = new ArrayList<>();

  @Override
  public void onBegin(long commitLsn, long commitTimeMicros, long xid) {}

  @Override
  public void onEnvelope(EnvelopeView envelope) {
    envelopes.add(envelope.copy());
  }

  @Override
  public void onCommit(long commitLsn, long endLsn) {
    confirmable.add(endLsn);
  }

  @Override
  public void onNonTransactionalMessage(long lsn) {
    confirmable.add(lsn);
  }

  Envelope only() {
    assertThat(envelopes).hasSize(1);
    return envelopes.get(0);
  }

  List<Operation> operations() {
    return envelopes.stream().map(Envelope::operation).toList();
  }
}
