package io.tidemark.publisher.kafka;

import io.tidemark.publisher.SinkException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a topic must be like so that an acknowledged event survives the loss of a broker: warned
 * about, or required. Belongs to the thread that sends.
 *
 * <p>A setting that the broker does not report is not judged: Redpanda has no {@code
 * min.insync.replicas}, since its acknowledgement always means a majority, and Kafka no {@code
 * write.caching}, which has Redpanda acknowledge before it flushes to disk.
 */
final class Durability {
  private static final Logger LOG = LoggerFactory.getLogger(Durability.class);

  private static final int REPLICAS = 3;
  private static final int IN_SYNC = 2;

  private final boolean required;
  private final Set<List<String>> warned = new HashSet<>();

  Durability(boolean required) {
    this.required = required;
  }

  /**
   * Warns once for each kind of weakness, with the first topic that has it.
   *
   * @param replicas of the partition that has the fewest
   * @param config the topic's; null when the brokers keep it to themselves
   * @throws SinkException when durability is required and the topic does not have it
   */
  void check(String topic, int replicas, @Nullable Config config) {
    List<String> weaknesses = new ArrayList<>();
    weaknesses(replicas, config).forEach(weakness -> weaknesses.add(weakness.found()));
    if (required && config == null) {
      weaknesses.add("its settings cannot be read, expected the right DescribeConfigs");
    }
    if (weaknesses.isEmpty()) {
      return;
    }
    String found = "Kafka topic " + topic + ": " + String.join("; ", weaknesses);
    if (required) {
      throw SinkException.permanent(
          found + ". Change the topic, or do not require durability",
          new IllegalStateException(found));
    }
    if (warned.add(weaknesses)) {
      LOG.warn(
          "{}. An acknowledged event may be lost with one broker. Further topics like this one are not named",
          found);
    }
  }

  static List<TopicWeakness> weaknesses(int replicas, @Nullable Config config) {
    List<TopicWeakness> found = new ArrayList<>();
    if (replicas < REPLICAS) {
      found.add(TopicWeakness.replicationFactor(replicas, REPLICAS));
    }
    if (config != null) {
      String inSync = value(config, "min.insync.replicas");
      if (inSync != null && Integer.parseInt(inSync) < IN_SYNC) {
        found.add(TopicWeakness.inSyncReplicas(inSync, IN_SYNC));
      }
      mustBeFalse("unclean.leader.election.enable", config, found);
      mustBeFalse("write.caching", config, found);
    }
    return found;
  }

  private static void mustBeFalse(String name, Config config, List<TopicWeakness> found) {
    if ("true".equals(value(config, name))) {
      found.add(TopicWeakness.notFalse(name));
    }
  }

  private static @Nullable String value(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null ? null : entry.value();
  }
}
