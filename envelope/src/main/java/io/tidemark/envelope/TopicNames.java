package io.tidemark.envelope;

import io.tidemark.envelope.type.ConnectSchema;
import io.tidemark.envelope.type.ConnectSchema.Field;
import io.tidemark.pgoutput.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Topics of tables: routed, legal, and no two tables' by accident. Belongs to one thread.
 *
 * <p>Two tables may well share a topic where somebody wrote that down, as a router or a function.
 * That {@code "a b"} and {@code a_b} both become {@code a_b} nobody did.
 */
final class TopicNames {
  private static final int LONGEST = 249; // Kafka's own limit

  /**
   * Where a table's events go.
   *
   * @param topic the topic's name
   * @param ownMarks fields that the naming strategy adds to each key
   * @param marks fields that routers add behind them, in order
   */
  record Route(String topic, List<Mark> ownMarks, List<Mark> marks) {}

  /** A field of the key that is the same for all rows of a table. */
  record Mark(String field, String value) {
    Field asField() {
      return new Field(field, ConnectSchema.of("string"));
    }
  }

  private final TopicConfig config;
  private final Map<String, String> owners = new HashMap<>();

  TopicNames(TopicConfig config) {
    this.config = config;
  }

  /**
   * The table's route, which no other table may have by accident.
   *
   * @throws IllegalArgumentException when another table has the topic, or Kafka cannot have it
   */
  Route claim(Relation relation) {
    if (config.routing() == null) {
      claim(config.own(relation), relation.toString());
    }
    return of(relation);
  }

  /**
   * The table's route. A table that comes up while the stream runs shares another's topic as it
   * does in Debezium, rather than stop the stream.
   *
   * @throws IllegalArgumentException when Kafka cannot have the topic
   */
  Route of(Relation relation) {
    String topic = config.own(relation);
    List<Mark> ownMarks = List.of();
    LogicalTableRouter merging = config.merging();
    if (merging != null) {
      topic = merging.route(topic).orElse(topic);
      if (merging.enforceUniqueness()) {
        String table = merging.identifier(config.origin(relation));
        ownMarks = List.of(new Mark(merging.keyField(), table));
      }
    }
    List<Mark> marks = new ArrayList<>();
    for (LogicalTableRouter router : config.routers()) {
      Optional<String> routed = router.route(topic);
      if (routed.isPresent()) {
        if (router.enforceUniqueness()) {
          marks.add(new Mark(router.keyField(), router.identifier(topic)));
        }
        topic = routed.get();
      }
    }
    requireLegal(topic, relation.toString());
    return new Route(topic, ownMarks, marks);
  }

  private void claim(String topic, String table) {
    String owner = owners.putIfAbsent(topic, table);
    if (owner != null && !owner.equals(table)) {
      throw new IllegalArgumentException(
          "tables %s and %s both have the topic %s; expected one topic each: rename or exclude one, or route them"
              .formatted(owner, table, topic));
    }
  }

  /** Refuses what Kafka cannot have. */
  static void requireLegal(String topic, String table) {
    boolean legal =
        topic.matches("[A-Za-z0-9._-]{1," + LONGEST + "}")
            && !topic.equals(".")
            && !topic.equals("..");
    if (!legal) {
      throw new IllegalArgumentException(
          "table %s has the topic \"%s\"; expected 1 to %d of letters, digits, dots, hyphens and underscores"
              .formatted(table, topic, LONGEST));
    }
  }
}
