package io.tidemark.publisher.config;

import org.jspecify.annotations.Nullable;

/**
 * One row of the table of settings.
 *
 * @param section of the documentation
 * @param preset the text that holds when the user gives none; null when the user must
 * @param doc what it does, in one or two sentences
 */
record Setting<T>(
    Section section, String name, SettingType<T> type, @Nullable String preset, String doc) {

  /** Parts of the documentation, in its order. */
  enum Section {
    CONNECTION("Connection"),
    SLOT("Slot and publication"),
    SNAPSHOT("Snapshots"),
    DELIVERY("Delivery"),
    MONITORING("Monitoring"),
    CONNECT("Accepted from a Kafka Connect configuration");

    private final String title;

    Section(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** The value of a text: the user's, or the preset. */
  T parse(String text) {
    return type.reader().apply(text.strip());
  }

  boolean isRequired() {
    return preset == null;
  }
}
