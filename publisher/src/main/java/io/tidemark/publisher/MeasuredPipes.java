package io.tidemark.publisher;

import io.tidemark.envelope.EventCount;
import io.tidemark.envelope.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a publisher's snapshots and pipes, one after the other, have counted. Thread-safe. */
final class MeasuredPipes {

  // Guarded by this, so that no pipe is counted twice
  private PipeTotals past = PipeTotals.NONE;
  private @Nullable Pipe current;
  private long retries;
  private Optional<SnapshotStatus> snapshot = Optional.empty();
  private final Map<String, EventCount> snapshotRows = new LinkedHashMap<>();

  synchronized void opened(Pipe pipe) {
    current = pipe;
  }

  synchronized void closing(Pipe pipe) {
    past = past.plus(pipe.totals().past());
    current = null;
  }

  synchronized void retried() {
    retries++;
  }

  /**
   * Its rows are counted since the publisher started, for the tables that it still has to do with.
   */
  synchronized void snapshotted(SnapshotStatus status) {
    snapshot = Optional.of(status);
    for (SnapshotStatus.Table table : status.tables()) {
      if (table.rows() > 0) {
        snapshotRows.put(
            table.name(),
            new EventCount(table.name(), Operation.READ, table.rows(), table.bytes()));
      }
    }
  }

  synchronized Optional<SnapshotStatus> snapshot() {
    return snapshot;
  }

  synchronized PublisherMeasures measures(PublisherStatus status) {
    Pipe pipe = current;
    PipeTotals totals = pipe == null ? past : past.plus(pipe.totals());
    return new PublisherMeasures(
        status,
        pipe == null ? Optional.empty() : Optional.of(pipe.wal()),
        PipeTotals.sum(totals.events(), List.copyOf(snapshotRows.values())),
        totals.deliveries(),
        totals.waited(),
        totals.sink(),
        retries,
        snapshot);
  }
}
