package io.tidemark.publisher;

import io.tidemark.replication.StreamStatus;
import java.util.Optional;
import java.util.function.LongSupplier;

/** One line every ten seconds in which there were events. Belongs to the thread that decodes. */
final class ProgressLog {
  private static final long INTERVAL_NANOS = 10_000_000_000L;

  private final LongSupplier nanoTime;
  private long loggedNanos;
  private long loggedEvents;

  ProgressLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.loggedNanos = nanoTime.getAsLong();
  }

  /** To be asked often; empty unless a line is due. */
  Optional<String> line(long events, AckWindow window, StreamStatus stream) {
    long now = nanoTime.getAsLong();
    long nanos = now - loggedNanos;
    if (nanos < INTERVAL_NANOS) {
      return Optional.empty();
    }
    long news = events - loggedEvents;
    loggedNanos = now;
    loggedEvents = events;
    return news == 0 ? Optional.empty() : Optional.of(line(news, nanos, window.unacked(), stream));
  }

  private static String line(
      long events, long nanos, AckWindow.Unacked unacked, StreamStatus stream) {
    return "%d events, %d/s; received %s, confirmed %s, %d bytes behind; not acknowledged: %d transactions, %d bytes"
        .formatted(
            events,
            Math.round(events * 1e9 / nanos),
            stream.received(),
            stream.confirmed(),
            stream.lagBytes(),
            unacked.transactions(),
            unacked.bytes());
  }
}
