package io.tidemark.envelope;

import java.util.ArrayList;
import java.util.List;

/** The headers that every record of a table has. */
final class ContextHeaders {
  static final String NEW_KEY = "__debezium.newkey";
  static final String OLD_KEY = "__debezium.oldkey";
  private static final String CONTEXT = "__debezium.context.";

  private ContextHeaders() {}

  static List<Header> of(EnvelopeConfig config) {
    if (!config.events().extendedHeaders()) {
      return List.of();
    }
    return List.of(
        header("connectorLogicalName", config.topics().prefix()),
        header("taskId", "0"),
        header("connectorName", "postgresql"),
        header("runId", config.runId()));
  }

  private static Header header(String name, String value) {
    return new Header(CONTEXT + name, Utf8.constant(Utf8.quoted(value)));
  }

  /** The given headers with one before them. */
  static List<Header> with(Header first, List<Header> rest) {
    List<Header> all = new ArrayList<>(rest.size() + 1);
    all.add(first);
    all.addAll(rest);
    return List.copyOf(all);
  }
}
