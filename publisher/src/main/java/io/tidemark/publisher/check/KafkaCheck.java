package io.tidemark.publisher.check;

import io.tidemark.publisher.SinkException;
import io.tidemark.publisher.kafka.KafkaSinkConfig;
import io.tidemark.publisher.kafka.PlannedTopic;
import io.tidemark.publisher.kafka.TopicInspector;
import io.tidemark.publisher.kafka.TopicState;
import io.tidemark.publisher.kafka.TopicWeakness;
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

  /**
   * @param topics of events
   * @param journal the topic that snapshots are written down in; empty when there is none
   */
  List<Finding> findings(Set<String> topics, String journal) {
    Set<String> written = new TreeSet<>(topics);
    if (!config.deadLetterTopic().isEmpty()) {
      written.add(config.deadLetterTopic());
    }
    try (TopicInspector inspector = TopicInspector.connect(config)) {
      findings.add(
          Finding.pass("%s at %s".formatted(Text.count(inspector.brokers(), "broker"), servers())));
      for (String topic : written) {
        look(inspector, topic, false);
      }
      if (!journal.isEmpty()) {
        look(inspector, journal, true);
      }
    } catch (SinkException e) {
      findings.add(Finding.fix(String.valueOf(e.getMessage())));
    }
    return findings;
  }

  private String servers() {
    return config.producer().getOrDefault("bootstrap.servers", "");
  }

  private void look(TopicInspector inspector, String name, boolean isJournal) {
    Optional<TopicState> found;
    try {
      found = inspector.topic(name);
    } catch (SinkException e) {
      if (!e.isPermanent()) {
        throw e;
      }
      findings.add(Finding.fix(String.valueOf(e.getMessage()), allow("Describe", name)));
      return;
    }
    if (found.isPresent()) {
      existing(found.get(), isJournal);
    } else {
      toCome(name, isJournal ? inspector.plannedJournal(name) : inspector.planned(name));
    }
  }

  private String allow(String operation, String topic) {
    return "kafka-acls.sh --bootstrap-server %s --add --allow-principal User:… --operation %s --topic %s"
        .formatted(servers(), operation, topic);
  }

  private void existing(TopicState topic, boolean isJournal) {
    findings.add(Finding.pass("topic " + topic.name() + " has " + layout(topic)));
    mustBeAllowed(topic.mayWrite(), "Write", topic.name());
    mustBeAllowed(topic.mayRead() || !isJournal, "Read", topic.name());
    for (TopicWeakness weakness : topic.weaknesses()) {
      weak(
          "topic %s may lose acknowledged events: %s".formatted(topic.name(), weakness.found()),
          weakness.setting().startsWith("replication.factor=")
              ? new String[] {
                create(weakness),
                "# for topics to come; reassign this one (kafka-reassign-partitions.sh, rpk topic alter-config)"
              }
              : new String[] {
                "kafka-configs.sh --bootstrap-server %s --alter --topic %s --add-config %s"
                    .formatted(servers(), topic.name(), weakness.setting())
              });
    }
  }

  private void mustBeAllowed(boolean allowed, String operation, String topic) {
    if (!allowed) {
      findings.add(
          Finding.fix(
              "topic %s: this user lacks the right %s".formatted(topic, operation),
              allow(operation, topic)));
    }
  }

  private void toCome(String name, PlannedTopic planned) {
    if (planned instanceof PlannedTopic.Refused refused) {
      findings.add(
          Finding.fix(
              "topic %s does not exist and cannot be created: %s"
                  .formatted(name, refused.reason())));
    } else if (planned instanceof PlannedTopic.Accepted accepted) {
      accepted(name, accepted.topic());
    }
  }

  private void accepted(String name, Optional<TopicState> planned) {
    findings.add(
        Finding.pass(
            "topic "
                + name
                + " will be created"
                + planned.map(topic -> " with " + layout(topic)).orElse("")));
    for (TopicWeakness weakness : planned.map(TopicState::weaknesses).orElse(List.of())) {
      weak(
          "topic %s will be created so that it may lose acknowledged events: %s"
              .formatted(name, weakness.found()),
          create(weakness));
    }
  }

  private static String layout(TopicState topic) {
    return Text.count(topic.partitions(), "partition")
        + ", "
        + Text.count(topic.replicationFactor(), "replica");
  }

  private static String create(TopicWeakness weakness) {
    return "topic.creation.default." + weakness.setting();
  }

  private void weak(String found, String... remedy) {
    findings.add(
        config.requireDurable() ? Finding.fix(found, remedy) : Finding.warn(found, remedy));
  }
}
