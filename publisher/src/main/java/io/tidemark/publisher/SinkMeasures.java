package io.tidemark.publisher;

import java.time.Duration;

/**
 * What a sink tells of its work; totals since it was opened.
 *
 * @param blocked how long {@link EventSink#send} has waited for room
 * @param idle how long the sink's own thread has waited for the other side; with {@code blocked} it
 *     tells a slow broker from a busy producer
 * @param retries records that were sent more than once
 */
public record SinkMeasures(Duration blocked, Duration idle, long retries) {

  /** Of a sink that does not count. */
  public static final SinkMeasures NONE = new SinkMeasures(Duration.ZERO, Duration.ZERO, 0);
}
