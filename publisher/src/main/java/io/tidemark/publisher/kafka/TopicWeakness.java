package io.tidemark.publisher.kafka;

/**
 * Why a topic may lose an event that its brokers have acknowledged.
 *
 * @param found as {@code min.insync.replicas=1, expected at least 2}
 * @param setting of the topic that ends it, as {@code min.insync.replicas=2}; of a new one where an
 *     existing topic has to be reassigned
 */
public record TopicWeakness(String found, String setting) {

  static TopicWeakness replicationFactor(int found, int expected) {
    return new TopicWeakness(
        "replication factor " + found + ", expected at least " + expected,
        "replication.factor=" + expected);
  }

  static TopicWeakness inSyncReplicas(String found, int expected) {
    return new TopicWeakness(
        "min.insync.replicas=" + found + ", expected at least " + expected,
        "min.insync.replicas=" + expected);
  }

  static TopicWeakness notFalse(String name) {
    return new TopicWeakness(name + "=true, expected false", name + "=false");
  }
}
