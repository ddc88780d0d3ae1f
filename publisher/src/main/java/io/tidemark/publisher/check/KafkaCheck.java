package io.tidemark.publisher.check;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.publisher.SinkException;
import io.tidemark.publisher.kafka.KafkaSinkConfig;
import io.tidemark.publisher.kafka.TopicInspector;
import io.tidemark.publisher.kafka.TopicState;
import io.tidemark.publisher.kafka.TopicWeakness;
import io.tidemark.replication.PublishedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether brokers answer, and whether the topics are there and keep what they acknowledge. */
final class KafkaCheck {
  private final KafkaSinkConfig config;
  private final List<Finding> findings = new ArrayList<>();

  KafkaCheck(KafkaSinkConfig config) {
    this.config = config;
  }

  List<Finding> findings(EnvelopeConfig envelope, List<PublishedTable> tables) {
    try (TopicInspector inspector = TopicInspector.connect(config)) {
      findings.add(
          Finding.pass("%s at %s".formatted(Text.count(inspector.brokers(), "broker"), servers())));
      for (String topic : topics(envelope, tables)) {
        topic(inspector, topic);
      }
    } catch (SinkException e) {
      findings.add(Finding.fix(String.valueOf(e.getMessage())));
    }
    return findings;
  }

  private String servers() {
    return config.producer().getOrDefault("bootstrap.servers", "");
  }

  private static Set<String> topics(EnvelopeConfig envelope, List<PublishedTable> tables) {
    Set<String> topics = new TreeSet<>();
    for (PublishedTable table : tables) {
      envelope.topic(table.relation()).ifPresent(topics::add);
    }
    return topics;
  }

  private void topic(TopicInspector inspector, String name) {
    Optional<TopicState> found = inspector.topic(name);
    if (found.isEmpty()) {
      findings.add(
          inspector
              .refusalToCreate(name)
              .map(
                  refusal ->
                      Finding.fix(
                          "topic %s does not exist and cannot be created: %s"
                              .formatted(name, refusal)))
              .orElseGet(() -> Finding.pass("topic " + name + " will be created")));
      return;
    }
    TopicState topic = found.get();
    findings.add(
        Finding.pass(
            "topic %s has %s, %s"
                .formatted(
                    name,
                    Text.count(topic.partitions(), "partition"),
                    Text.count(topic.replicationFactor(), "replica"))));
    topic.weaknesses().forEach(weakness -> findings.add(weakness(topic, weakness)));
  }

  private Finding weakness(TopicState topic, TopicWeakness weakness) {
    String found =
        "topic %s may lose acknowledged events: %s".formatted(topic.name(), weakness.found());
    String[] remedy =
        weakness.setting().startsWith("replication.factor=")
            ? new String[] {
              "topic.creation.default." + weakness.setting(),
              "# for topics to come; reassign this one (kafka-reassign-partitions.sh, rpk topic alter-config)"
            }
            : new String[] {
              "kafka-configs.sh --bootstrap-server %s --alter --topic %s --add-config %s"
                  .formatted(servers(), topic.name(), weakness.setting())
            };
    return config.requireDurable() ? Finding.fix(found, remedy) : Finding.warn(found, remedy);
  }
}
