package io.tidemark.publisher.snapshot;

import io.tidemark.publisher.SnapshotStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs how far a snapshot is, every ten seconds. Belongs to the thread that runs the publisher. */
final class SnapshotLog implements Consumer<SnapshotStatus> {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotLog.class);
  private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  private final LongSupplier nanoTime;
  private final Consumer<String> out;
  private final long start;
  private long last;
  private long lastRows;

  /** Into this class's logger, as information. */
  SnapshotLog() {
    this(System::nanoTime, LOG::info);
  }

  SnapshotLog(LongSupplier nanoTime, Consumer<String> out) {
    this.nanoTime = nanoTime;
    this.out = out;
    start = nanoTime.getAsLong();
    last = start;
  }

  @Override
  public void accept(SnapshotStatus status) {
    long now = nanoTime.getAsLong();
    if (now - last >= INTERVAL_NANOS) {
      double rate = (status.rows() - lastRows) * 1e9 / (now - last);
      out.accept(
          String.format(
              Locale.ROOT,
              "Snapshot: %,d rows, %,d MiB, %,.0f rows/s; %d of %d tables left%s",
              status.rows(),
              status.bytes() >> 20,
              rate,
              status.remainingTables(),
              status.tables().size(),
              timeLeft(status, now - start)));
      last = now;
      lastRows = status.rows();
    }
  }

  /** As the time so far is to what is safe so far. */
  private static String timeLeft(SnapshotStatus status, long elapsedNanos) {
    double fraction = status.fraction();
    if (fraction <= 0) {
      return "";
    }
    Duration left = Duration.ofNanos((long) (elapsedNanos * (1 - fraction) / fraction));
    return String.format(
        Locale.ROOT, ", %.0f %% done, about %d s more", fraction * 100, left.toSeconds());
  }
}
