package io.tidemark.envelope;

import io.tidemark.pgoutput.Relation;

/**
 * {@code topic.naming.strategy}: whether topics of tables tell the schema, and what stands for a
 * character that Kafka allows in no topic.
 */
public enum TopicNaming {
  /** {@code prefix.schema.table}, with an underscore. */
  SCHEMA("io.debezium.schema.SchemaTopicNamingStrategy", true, false),
  /**
   * The same with the character's code, as {@code _u00fc}, also for the underscore: two tables
   * cannot meet in one topic.
   */
  SCHEMA_UNICODE("io.debezium.schema.SchemaUnicodeTopicNamingStrategy", true, true),
  /** {@code prefix.table}, with an underscore. */
  TABLE("io.debezium.schema.DefaultTopicNamingStrategy", false, false),
  /** The same with the character's code. */
  TABLE_UNICODE("io.debezium.schema.DefaultUnicodeTopicNamingStrategy", false, true);

  private static final int MAX_TOPIC_LENGTH = 249;

  private final String strategy;
  private final boolean schema;
  private final boolean codes;

  TopicNaming(String strategy, boolean schema, boolean codes) {
    this.strategy = strategy;
    this.schema = schema;
    this.codes = codes;
  }

  /** The class that Debezium has for it. */
  String strategy() {
    return strategy;
  }

  /** The class that Debezium has for it with {@code topic.regex}; empty for none. */
  String regexStrategy() {
    return codes ? "" : strategy.replace("TopicNaming", "RegexTopicNaming");
  }

  /** The topic of a table. */
  String topic(String prefix, String delimiter, Relation table) {
    return topic(origin(prefix, delimiter, table));
  }

  /** What the topic of a table is made of. */
  String origin(String prefix, String delimiter, Relation table) {
    String qualified = schema ? table.namespace() + delimiter + table.name() : table.name();
    return prefix + delimiter + qualified;
  }

  /** A name that is valid in Kafka, cut where it would be too long. */
  String topic(String name) {
    StringBuilder topic = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isPlain(c) || (c == '_' && !codes)) {
        topic.append(c);
      } else if (!codes) {
        topic.append('_');
      } else {
        // Four digits are the least only up to Latin-1, as in Debezium
        topic.append(c <= 0xff ? "_u00" : "_u").append(Integer.toHexString(c));
      }
    }
    return topic.substring(0, Math.min(topic.length(), MAX_TOPIC_LENGTH));
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-';
  }
}
