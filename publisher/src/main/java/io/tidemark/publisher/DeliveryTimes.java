package io.tidemark.publisher;

import java.time.Duration;

/**
 * How long transactions took from their commit's arrival until every record was acknowledged.
 *
 * @param transactions how many
 * @param total of all
 * @param longest of those that the present connection has delivered in the last minute
 */
public record DeliveryTimes(long transactions, Duration total, Duration longest) {
  /** Of a publisher that has delivered nothing. */
  static final DeliveryTimes NONE = new DeliveryTimes(0, Duration.ZERO, Duration.ZERO);

  /** Of a connection that has ended. */
  DeliveryTimes past() {
    return new DeliveryTimes(transactions, total, Duration.ZERO);
  }

  DeliveryTimes plus(DeliveryTimes other) {
    return new DeliveryTimes(
        transactions + other.transactions,
        total.plus(other.total),
        longest.compareTo(other.longest) >= 0 ? longest : other.longest);
  }
}
