package io.tidemark.publisher;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a publisher's pipes, one after the other, have counted. Thread-safe. */
final class MeasuredPipes {

  // Guarded by this, so that no pipe is counted twice
  private PipeTotals past = PipeTotals.NONE;
  private @Nullable Pipe current;
  private long retries;

  synchronized void opened(Pipe pipe) {
    current = pipe;
  }

  synchronized void closing(Pipe pipe) {
    past = past.plus(pipe.totals());
    current = null;
  }

  synchronized void retried() {
    retries++;
  }

  synchronized PublisherMeasures measures(PublisherStatus status) {
    Pipe pipe = current;
    PipeTotals totals = pipe == null ? past : past.plus(pipe.totals());
    return new PublisherMeasures(
        status,
        pipe == null ? Optional.empty() : Optional.of(pipe.wal()),
        totals.events(),
        totals.deliveries(),
        totals.waited(),
        totals.sink(),
        retries);
  }
}
