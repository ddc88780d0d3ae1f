package io.tidemark.envelope;

import io.tidemark.pgoutput.Relation;

/**
 * Chooses the topic of a table's events; schema names follow the topic. Asked once per relation.
 *
 * <pre>{@code
 * TopicRouting oneTopicPerSchema = relation -> "shop." + relation.namespace();
 * }</pre>
 */
@FunctionalInterface
public interface TopicRouting {

  /** The topic of a table. */
  String topic(Relation relation);
}
