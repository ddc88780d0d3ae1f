package io.tidemark.publisher.metrics;

import io.tidemark.pgoutput.Lsn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When the server's WAL ended where: turns a position into an age, by one clock and without a look
 * at the events. Thread-safe.
 */
final class HeadHistory {
  /** A lag of so many looks is exact; a longer one is as exact as a thousandth of itself. */
  private static final int MAX_SAMPLES = 2_048;

  private record Sample(Lsn head, long nanos) {}

  // Guarded by this
  private final List<Sample> samples = new ArrayList<>();
  private Lsn last = Lsn.INVALID;

  /** The WAL ended there at that time; each is later than the one before. */
  synchronized void add(Lsn head, long nanos) {
    if (head.compareTo(last) <= 0) {
      return;
    }
    last = head;
    samples.add(new Sample(head, nanos));
    if (samples.size() > MAX_SAMPLES) {
      thinOut();
    }
  }

  private void thinOut() {
    for (int i = samples.size() - 1; i > 0; i -= 2) {
      samples.remove(i);
    }
  }

  /** Nobody will ask for a position up to this one any more. */
  synchronized void forget(Lsn position) {
    int passed = 0;
    while (passed < samples.size() && samples.get(passed).head.compareTo(position) <= 0) {
      passed++;
    }
    samples.subList(0, passed).clear();
  }

  synchronized int size() {
    return samples.size();
  }

  /**
   * How long ago the WAL went beyond {@code position}; zero when it has not. For one that is older
   * than all samples, the age of the oldest.
   */
  synchronized Duration age(Lsn position, long nowNanos) {
    for (Sample sample : samples) {
      if (sample.head.compareTo(position) > 0) {
        return Duration.ofNanos(nowNanos - sample.nanos);
      }
    }
    return Duration.ZERO;
  }
}
