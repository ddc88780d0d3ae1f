package io.tidemark.publisher.kafka;

import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;

/** Answers about topics as brokers would that cannot run here, such as Redpanda's. */
final class ScriptedAdmin {
  private final Map<String, Config> topics = new HashMap<>();
  private final Config toCome;
  private final int replicas;

  /**
   * @param replicas of every topic
   * @param toCome what a topic is like that is created
   */
  ScriptedAdmin(int replicas, Map<String, String> toCome) {
    this.replicas = replicas;
    this.toCome = config(toCome);
  }

  ScriptedAdmin topic(String name, Map<String, String> settings) {
    topics.put(name, config(settings));
    return this;
  }

  private static Config config(Map<String, String> settings) {
    return new Config(
        settings.entrySet().stream().map(e -> new ConfigEntry(e.getKey(), e.getValue())).toList());
  }

  Admin admin() {
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "describeTopics" -> described((Collection<?>) arguments[0]);
                  case "describeConfigs" -> settings((Collection<?>) arguments[0]);
                  case "createTopics" -> planned((Collection<?>) arguments[0]);
                  default -> throw new UnsupportedOperationException(method.toString());
                });
  }

  private DescribeTopicsResult described(Collection<?> names) {
    Map<String, KafkaFuture<TopicDescription>> answers = new HashMap<>();
    for (Object name : names) {
      answers.put(
          name.toString(),
          topics.containsKey(name.toString())
              ? KafkaFuture.completedFuture(description(name.toString()))
              : unknown());
    }
    return new DescribeTopicsResult(null, answers) {};
  }

  private TopicDescription description(String name) {
    Node node = new Node(0, "localhost", 9092);
    List<Node> nodes = java.util.Collections.nCopies(replicas, node);
    return new TopicDescription(
        name, false, List.of(new TopicPartitionInfo(0, node, nodes, nodes)));
  }

  private DescribeConfigsResult settings(Collection<?> resources) {
    Map<ConfigResource, KafkaFuture<Config>> answers = new HashMap<>();
    for (Object resource : resources) {
      ConfigResource asked = (ConfigResource) resource;
      Config config = topics.get(asked.name());
      answers.put(asked, config == null ? unknown() : KafkaFuture.completedFuture(config));
    }
    return new DescribeConfigsResult(answers) {};
  }

  private CreateTopicsResult planned(Collection<?> wanted) {
    Map<String, KafkaFuture<CreateTopicsResult.TopicMetadataAndConfig>> answers = new HashMap<>();
    for (Object topic : wanted) {
      answers.put(
          ((NewTopic) topic).name(),
          KafkaFuture.completedFuture(
              new CreateTopicsResult.TopicMetadataAndConfig(
                  Uuid.randomUuid(), 1, replicas, toCome)));
    }
    return new CreateTopicsResult(answers) {};
  }

  private static <T> KafkaFuture<T> unknown() {
    KafkaFutureImpl<T> failed = new KafkaFutureImpl<>();
    failed.completeExceptionally(new UnknownTopicOrPartitionException("not here"));
    return failed;
  }
}
