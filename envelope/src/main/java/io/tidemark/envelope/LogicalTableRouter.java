package io.tidemark.envelope;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends the events of several physical tables, such as shards, to the topic of one logical table:
 * Debezium's {@code io.debezium.transforms.ByLogicalTableRouter}. Immutable and thread-safe.
 *
 * <pre>{@code
 * // shop.public.orders_0 to shop.public.orders_15 become shop.public.orders, and each key tells its shard
 * LogicalTableRouter.of(Pattern.compile("(.*)\\.orders_\\d+"), "$1.orders")
 * }</pre>
 *
 * <p>Topics of transactions, heartbeats and logical messages are never routed.
 *
 * @param topicRegex {@code topic.regex}: matched against the whole topic; other topics stay
 * @param topicReplacement {@code topic.replacement}: the topic instead, {@code $1} for a group
 * @param enforceUniqueness {@code key.enforce.uniqueness}: whether keys get a field that tells the
 *     physical tables apart, whose own keys may be equal
 * @param keyField {@code key.field.name}
 * @param keyRegex {@code key.field.regex}: matched against the topic before routing; null, as when
 *     it does not match, for that topic as the field's value
 * @param keyReplacement {@code key.field.replacement}: the field's value
 */
public record LogicalTableRouter(
    Pattern topicRegex,
    String topicReplacement,
    boolean enforceUniqueness,
    String keyField,
    @Nullable Pattern keyRegex,
    String keyReplacement) {

  /** The field that Debezium adds. */
  static final String DEFAULT_KEY_FIELD = "__dbz__physicalTableIdentifier";

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when there is nothing to replace with
   */
  public LogicalTableRouter {
    if (topicReplacement.isEmpty()) {
      throw new IllegalArgumentException("topic.replacement: expected text, found none");
    }
    if (keyRegex != null && keyReplacement.isEmpty()) {
      throw new IllegalArgumentException(
          "key.field.replacement: expected text beside key.field.regex, found none");
    }
  }

  /** With Debezium's defaults: keys get a field with the topic that the table would have had. */
  public static LogicalTableRouter of(Pattern topicRegex, String topicReplacement) {
    return new LogicalTableRouter(topicRegex, topicReplacement, true, DEFAULT_KEY_FIELD, null, "");
  }

  /** Where a topic's events go instead; empty when they stay. */
  Optional<String> route(String topic) {
    return replaced(topicRegex, topicReplacement, topic).filter(routed -> !routed.isEmpty());
  }

  /** What tells the table of that topic from others in the same logical table. */
  String identifier(String topic) {
    Pattern regex = keyRegex;
    return regex == null ? topic : replaced(regex, keyReplacement, topic).orElse(topic);
  }

  private static Optional<String> replaced(Pattern regex, String replacement, String topic) {
    Matcher matcher = regex.matcher(topic);
    return matcher.matches() ? Optional.of(matcher.replaceFirst(replacement)) : Optional.empty();
  }
}
