package io.tidemark.publisher.kafka;

import io.tidemark.publisher.SinkMeasures;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * What the producer itself counts, by the names of Kafka's own metrics.
 *
 * @see <a href="https://kafka.apache.org/documentation/#producer_monitoring">Producer
 *     monitoring</a>
 */
final class ProducerMeasures {
  private static final String GROUP = "producer-metrics";

  private ProducerMeasures() {}

  /**
   * @param blockedNanos what senders have waited before the producer had the record
   */
  static SinkMeasures of(Map<MetricName, ? extends Metric> metrics, long blockedNanos) {
    return new SinkMeasures(
        Duration.ofNanos(blockedNanos + total(metrics, "bufferpool-wait-time-ns-total")),
        Duration.ofNanos(total(metrics, "io-wait-time-ns-total")),
        total(metrics, "record-retry-total"));
  }

  private static long total(Map<MetricName, ? extends Metric> metrics, String name) {
    return metrics.entrySet().stream()
        .filter(e -> e.getKey().group().equals(GROUP) && e.getKey().name().equals(name))
        .map(e -> e.getValue().metricValue())
        .filter(Number.class::isInstance)
        .mapToLong(value -> ((Number) value).longValue())
        .sum();
  }
}
