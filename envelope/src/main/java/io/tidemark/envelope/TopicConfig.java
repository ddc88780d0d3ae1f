package io.tidemark.envelope;

import io.tidemark.pgoutput.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings that name topics. Immutable and thread-safe.
 *
 * @param prefix {@code topic.prefix}; also the name of the source
 * @param delimiter {@code topic.delimiter}
 * @param transactionName {@code topic.transaction}: the last part of the transaction topic
 * @param heartbeatPrefix {@code topic.heartbeat.prefix}
 * @param heartbeatName {@code topic.heartbeat.name}: the whole heartbeat topic; empty for the
 *     prefix and {@code topic.prefix}
 * @param naming {@code topic.naming.strategy}
 * @param merging {@code topic.regex} and what belongs to it, which the strategies for that take:
 *     changes the topics before routers do, and marks the keys of every table; null for none
 * @param routing replaces {@code prefix.schema.table} for tables; null for Debezium's rule
 * @param routers change the topics of tables further, one after the other
 */
public record TopicConfig(
    String prefix,
    String delimiter,
    String transactionName,
    String heartbeatPrefix,
    String heartbeatName,
    TopicNaming naming,
    @Nullable LogicalTableRouter merging,
    @Nullable TopicRouting routing,
    List<LogicalTableRouter> routers) {

  /** Copies the list, and checks the prefix. */
  public TopicConfig {
    routers = List.copyOf(routers);
    if (!prefix.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException(
          "topic.prefix: expected letters, digits, dots, hyphens and underscores, found \""
              + prefix
              + "\"");
    }
  }

  /** Debezium's defaults under a prefix. */
  public static TopicConfig of(String prefix) {
    return new TopicConfig(
        prefix,
        ".",
        "transaction",
        "__debezium-heartbeat",
        "",
        TopicNaming.SCHEMA,
        null,
        null,
        List.of());
  }

  /** The same with a rule of your own for the topics of tables. */
  public TopicConfig withRouting(TopicRouting rule) {
    return with(rule, routers);
  }

  /** The same with these routers. */
  public TopicConfig withRouters(List<LogicalTableRouter> list) {
    return with(routing, list);
  }

  private TopicConfig with(@Nullable TopicRouting rule, List<LogicalTableRouter> list) {
    return new TopicConfig(
        prefix,
        delimiter,
        transactionName,
        heartbeatPrefix,
        heartbeatName,
        naming,
        merging,
        rule,
        list);
  }

  /** The topic of a table before routers. */
  String own(Relation relation) {
    if (routing != null) {
      return routing.topic(relation);
    }
    return naming.topic(prefix, delimiter, relation);
  }

  /** The name from which {@link #merging} makes what it marks keys with. */
  String origin(Relation relation) {
    return routing != null ? own(relation) : naming.origin(prefix, delimiter, relation);
  }

  /** The topic of logical messages, which ignores the delimiter. */
  String message() {
    return prefix + ".message";
  }

  String transaction() {
    return TopicNaming.SCHEMA.topic(prefix + delimiter + transactionName);
  }

  String heartbeat() {
    return TopicNaming.SCHEMA.topic(
        heartbeatName.isEmpty() ? heartbeatPrefix + delimiter + prefix : heartbeatName);
  }
}
