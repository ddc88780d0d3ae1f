package io.tidemark.publisher;

import java.time.Duration;

/**
 * Debezium's heartbeats, for consumers that count on them: the slot of an idle database moves
 * without any. Immutable and thread-safe.
 *
 * @param interval {@code heartbeat.interval.ms}: between two records; zero for none
 * @param actionQuery {@code heartbeat.action.query}: run with each record; empty for none
 */
public record HeartbeatConfig(Duration interval, String actionQuery) {

  /**
   * Checks the two together.
   *
   * @throws ConfigurationException when the interval is negative, or a query has none
   */
  public HeartbeatConfig {
    if (interval.isNegative() || (interval.isZero() && !actionQuery.isEmpty())) {
      throw new ConfigurationException(
          "heartbeat.interval.ms=%d, heartbeat.action.query %s: expected an interval above 0 for a query"
              .formatted(interval.toMillis(), actionQuery.isEmpty() ? "not set" : "set"));
    }
  }

  /** None. */
  public static HeartbeatConfig none() {
    return new HeartbeatConfig(Duration.ZERO, "");
  }
}
