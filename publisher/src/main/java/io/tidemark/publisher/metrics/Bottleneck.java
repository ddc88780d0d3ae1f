package io.tidemark.publisher.metrics;

import io.tidemark.publisher.PublisherMeasures;
import java.time.Duration;
import java.util.Optional;

/** Names the slowest stage from where the time between two looks went. */
final class Bottleneck {

  private Bottleneck() {}

  /**
   * Who everyone waited for; empty when there was nothing to do.
   *
   * @param time between the two
   * @param behind whether there is WAL that was not read
   */
  static Optional<Stage> between(
      PublisherMeasures before, PublisherMeasures now, Duration time, boolean behind) {
    Duration blocked = now.sink().blocked().minus(before.sink().blocked());
    if (isMost(blocked, time)) {
      Duration idle = now.sink().idle().minus(before.sink().idle());
      return Optional.of(isMost(idle, time) ? Stage.BROKER : Stage.PRODUCER);
    }
    if (!behind) {
      return Optional.empty();
    }
    return Optional.of(
        isMost(now.waited().minus(before.waited()), time) ? Stage.WALSENDER : Stage.DECODER);
  }

  private static boolean isMost(Duration part, Duration whole) {
    return part.multipliedBy(2).compareTo(whole) >= 0;
  }
}
