package io.tidemark.publisher.kafka;

import io.tidemark.publisher.ConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * How to create a topic that does not exist, by Kafka Connect's settings {@code topic.creation.*}.
 * Immutable and thread-safe.
 *
 * <pre>
 * topic.creation.default.partitions=3
 * topic.creation.default.replication.factor=3
 * topic.creation.groups=orders
 * topic.creation.orders.include=shop\\.public\\.order.*
 * topic.creation.orders.partitions=6
 * topic.creation.orders.retention.ms=604800000
 * </pre>
 *
 * <p>What a group does not say, the default group says; what that does not say, the broker decides.
 * Other settings of a group, such as {@code cleanup.policy}, become the topic's.
 */
public final class TopicCreation {
  private static final String DEFAULT = "default";
  private static final String PARTITIONS = "partitions";
  private static final String REPLICATION_FACTOR = "replication.factor";

  private record Group(List<Pattern> include, List<Pattern> exclude, Map<String, String> settings) {
    boolean matches(String topic) {
      return include.stream().anyMatch(p -> p.matcher(topic).matches())
          && exclude.stream().noneMatch(p -> p.matcher(topic).matches());
    }
  }

  /** Of a topic that keeps the last record of each key, in one order. */
  private static final Map<String, String> COMPACTED =
      Map.of(
          PARTITIONS, "1", TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);

  private final Map<String, String> defaults;
  private final List<Group> groups;

  /** Wins over what groups say. */
  private final Map<String, String> fixed;

  private TopicCreation(
      Map<String, String> defaults, List<Group> groups, Map<String, String> fixed) {
    this.defaults = defaults;
    this.groups = groups;
    this.fixed = fixed;
  }

  /** Everything as the broker has it by default. */
  public static TopicCreation brokerDefaults() {
    return of(Map.of());
  }

  /**
   * Reads the settings.
   *
   * @param settings without the prefix {@code topic.creation.}
   * @throws ConfigurationException naming the setting that is wrong
   */
  public static TopicCreation of(Map<String, String> settings) {
    List<String> names =
        Arrays.stream(settings.getOrDefault("groups", "").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    for (String key : settings.keySet()) {
      String group = key.substring(0, Math.max(0, key.indexOf('.')));
      if (!key.equals("groups") && !group.equals(DEFAULT) && !names.contains(group)) {
        throw new ConfigurationException(
            "topic.creation."
                + key
                + ": expected the group default, or one that topic.creation.groups names");
      }
    }
    List<Group> groups = new ArrayList<>();
    for (String name : names) {
      groups.add(group(name, under(name, settings)));
    }
    return new TopicCreation(
        checked(DEFAULT, under(DEFAULT, settings)), List.copyOf(groups), Map.of());
  }

  /** The same for compacted topics of one partition. */
  TopicCreation compacted() {
    return new TopicCreation(defaults, groups, COMPACTED);
  }

  private static Group group(String name, Map<String, String> settings) {
    List<Pattern> include = patterns(name, "include", settings.remove("include"));
    if (include.isEmpty()) {
      throw new ConfigurationException(
          "topic.creation." + name + ".include is not set: expected regular expressions of topics");
    }
    List<Pattern> exclude = patterns(name, "exclude", settings.remove("exclude"));
    return new Group(include, exclude, checked(name, settings));
  }

  private static Map<String, String> under(String group, Map<String, String> settings) {
    Map<String, String> own = new HashMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(group + ".")) {
            own.put(key.substring(group.length() + 1), value.strip());
          }
        });
    return own;
  }

  private static List<Pattern> patterns(String group, String key, @Nullable String list) {
    if (list == null) {
      return List.of();
    }
    try {
      return Arrays.stream(list.split(",")).map(String::strip).map(Pattern::compile).toList();
    } catch (PatternSyntaxException e) {
      throw new ConfigurationException(
          "topic.creation." + group + "." + key + "=" + list + ": " + e.getDescription());
    }
  }

  private static Map<String, String> checked(String group, Map<String, String> settings) {
    number(group, PARTITIONS, settings, Integer.MAX_VALUE);
    number(group, REPLICATION_FACTOR, settings, Short.MAX_VALUE);
    return Map.copyOf(settings);
  }

  private static void number(String group, String key, Map<String, String> settings, int max) {
    String text = settings.get(key);
    // -1 is Kafka Connect's word for the broker's default
    if (text != null
        && !text.equals("-1")
        && !(text.matches("[1-9][0-9]{0,8}") && Integer.parseInt(text) <= max)) {
      throw new ConfigurationException(
          "topic.creation.%s.%s=%s: expected -1, or 1 to %d".formatted(group, key, text, max));
    }
  }

  /** The topic to create: of the first group that matches. */
  NewTopic topic(String name) {
    Map<String, String> settings = new HashMap<>(defaults);
    groups.stream()
        .filter(group -> group.matches(name))
        .findFirst()
        .ifPresent(g -> settings.putAll(g.settings));
    settings.putAll(fixed);
    Optional<Integer> partitions = positive(settings.remove(PARTITIONS));
    Optional<Short> replicas =
        positive(settings.remove(REPLICATION_FACTOR)).map(Integer::shortValue);
    return new NewTopic(name, partitions, replicas).configs(settings);
  }

  private static Optional<Integer> positive(@Nullable String number) {
    return Optional.ofNullable(number).map(Integer::valueOf).filter(n -> n > 0);
  }

  @Override
  public String toString() {
    return "TopicCreation[default=" + defaults + ", groups=" + groups + "]";
  }
}
