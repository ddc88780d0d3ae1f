package io.tidemark.publisher.kafka;

import java.util.List;

/**
 * A topic as the brokers describe it.
 *
 * @param name the topic's
 * @param partitions how many
 * @param replicationFactor of the partition with the fewest replicas
 * @param weaknesses what may cost an acknowledged event, as far as the brokers tell
 * @param mayWrite false when the brokers say that this user may not
 * @param mayRead the same
 */
public record TopicState(
    String name,
    int partitions,
    int replicationFactor,
    List<TopicWeakness> weaknesses,
    boolean mayWrite,
    boolean mayRead) {

  /** Copies the list. */
  public TopicState {
    weaknesses = List.copyOf(weaknesses);
  }
}
