package io.tidemark.publisher;

import java.time.Duration;
import java.time.Instant;

/**
 * What a publisher is doing. A publisher ends in {@link Stopped} or {@link Failed}, and never
 * leaves them.
 */
public sealed interface PublisherState {

  /** Built, and not run yet. */
  record Created() implements PublisherState {}

  /** Connecting to the sink and to the slot. */
  record Starting() implements PublisherState {}

  /** Publishing rows that were there before the slot. */
  record Snapshotting() implements PublisherState {}

  /** Events flow, or would if there were any. */
  record Streaming() implements PublisherState {}

  /**
   * Something failed that may pass by itself. The slot is read again from its confirmed position,
   * so what was not confirmed is sent again.
   *
   * @param cause what failed
   * @param attempt counts from 1, and from 1 again after progress
   * @param delay until the next attempt
   * @param nextAttempt when that is
   */
  record Retrying(RuntimeException cause, int attempt, Duration delay, Instant nextAttempt)
      implements PublisherState {}

  /** Ended as asked. */
  record Stopped() implements PublisherState {}

  /** Ended because it cannot go on; {@code run} throws the same cause. */
  record Failed(Throwable cause) implements PublisherState {}
}
