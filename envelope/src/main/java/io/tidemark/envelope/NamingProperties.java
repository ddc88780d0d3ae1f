package io.tidemark.envelope;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads how the topics of tables are named. */
final class NamingProperties {
  private static final String STRATEGY = "topic.naming.strategy";
  private static final String TOPICS = "topic.regex";
  private static final String TOPIC = "topic.replacement";
  private static final String KEYS = "topic.key.field.regex";
  private static final String KEY = "topic.key.field.replacement";

  private NamingProperties() {}

  /** What one of Debezium's classes does. */
  record Strategy(TopicNaming naming, @Nullable LogicalTableRouter merging) {}

  static Strategy read(PropertyReader reader) {
    String strategy =
        reader.parsed(
            STRATEGY,
            TopicNaming.SCHEMA.strategy(),
            "one of " + String.join(", ", strategies()),
            "Whether topics tell the schema, and what stands in them for characters that Kafka does not allow: `_`, or"
                + " `_u` and their code. With `Regex` in its name, `topic.regex` has a say.",
            NamingProperties::known);
    boolean merges =
        Arrays.stream(TopicNaming.values()).anyMatch(n -> n.regexStrategy().equals(strategy));
    TopicNaming naming =
        Arrays.stream(TopicNaming.values())
            .filter(n -> n.strategy().equals(strategy) || n.regexStrategy().equals(strategy))
            .findFirst()
            .orElseThrow();
    return new Strategy(naming, merging(reader, merges).orElse(null));
  }

  private static List<String> strategies() {
    return Arrays.stream(TopicNaming.values())
        .flatMap(naming -> Stream.of(naming.strategy(), naming.regexStrategy()))
        .filter(strategy -> !strategy.isEmpty())
        .toList();
  }

  private static String known(String strategy) {
    if (!strategies().contains(strategy)) {
      throw new IllegalArgumentException(
          "expected a strategy that is done here, or a TopicRouting in code");
    }
    return strategy;
  }

  private static Optional<LogicalTableRouter> merging(PropertyReader reader, boolean merges) {
    Optional<Pattern> topics =
        pattern(reader, TOPICS, "With such a strategy: which topics become others, as a whole.");
    String topic = reader.text(TOPIC, "", "The topic instead, with `$1` for a group.");
    boolean unique =
        reader.flag(
            "topic.key.enforce.uniqueness",
            true,
            "With such a strategy: whether keys of all tables tell the physical tables apart.");
    String field =
        reader.text(
            "topic.key.field.name",
            LogicalTableRouter.DEFAULT_KEY_FIELD,
            "The field for that, whose value is the topic that the table would have had.");
    Optional<Pattern> keys = pattern(reader, KEYS, "What of that topic becomes its value.");
    String key = reader.text(KEY, "", "The value, with `$1` for a group.");
    require(reader, merges == topics.isPresent(), TOPICS, STRATEGY + " with Regex in its name");
    require(reader, topics.isEmpty() || !topic.isEmpty(), TOPIC, TOPICS);
    require(reader, keys.isEmpty() || !key.isEmpty(), KEY, KEYS);
    return merges && !topic.isEmpty() && (keys.isEmpty() || !key.isEmpty())
        ? topics.map(
            regex -> new LogicalTableRouter(regex, topic, unique, field, keys.orElse(null), key))
        : Optional.empty();
  }

  private static void require(PropertyReader reader, boolean holds, String name, String other) {
    if (!holds) {
      reader.problem("%s: expected beside %s, and not without it".formatted(name, other));
    }
  }

  private static Optional<Pattern> pattern(PropertyReader reader, String name, String doc) {
    return reader.parsed(
        name,
        "",
        "a regular expression",
        doc,
        text -> text.isEmpty() ? Optional.empty() : Optional.of(compiled(text)));
  }

  private static Pattern compiled(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    }
  }
}
