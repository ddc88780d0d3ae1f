package io.tidemark.envelope;

/** {@code topic.naming.strategy}: what stands for a character that Kafka allows in no topic. */
public enum TopicNaming {
  /** An underscore. */
  SCHEMA("io.debezium.schema.SchemaTopicNamingStrategy"),
  /** Its code, as {@code _u00fc}, also for the underscore: two tables cannot meet in one topic. */
  SCHEMA_UNICODE("io.debezium.schema.SchemaUnicodeTopicNamingStrategy");

  private static final int MAX_TOPIC_LENGTH = 249;

  private final String strategy;

  TopicNaming(String strategy) {
    this.strategy = strategy;
  }

  /** The class that Debezium has for it. */
  String strategy() {
    return strategy;
  }

  /** A name that is valid in Kafka, cut where it would be too long. */
  String topic(String name) {
    StringBuilder topic = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isPlain(c) || (c == '_' && this == SCHEMA)) {
        topic.append(c);
      } else if (this == SCHEMA) {
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
