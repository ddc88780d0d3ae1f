package io.tidemark.envelope;

import org.jspecify.annotations.Nullable;

/**
 * A setting that {@link DebeziumProperties} reads, for documentation and for messages.
 *
 * @param section what it is about
 * @param name as Debezium and Kafka Connect spell it; {@code N}, {@code ALGORITHM} and {@code SALT}
 *     stand for a value that the name carries
 * @param expected what its text may be, such as {@code true or false}
 * @param preset the text that holds where none is given; null where one must be
 * @param doc what it does, in one or two sentences of Markdown
 */
public record EnvelopeSetting(
    Section section, String name, String expected, @Nullable String preset, String doc) {

  /** Parts of the documentation, in its order. */
  public enum Section {
    /** Names of topics. */
    TOPICS("Topics"),
    /** Which records there are. */
    EVENTS("Events"),
    /** How values look. */
    VALUES("Values"),
    /** What is left out. */
    FILTERS("Filters"),
    /** What differs by column. */
    COLUMNS("Keys and columns"),
    /** The JSON itself. */
    FORMAT("JSON"),
    /** What changes nothing. */
    WITHOUT_EFFECT("Accepted, and without effect");

    private final String title;

    Section(String title) {
      this.title = title;
    }

    /** The heading. */
    public String title() {
      return title;
    }
  }
}
