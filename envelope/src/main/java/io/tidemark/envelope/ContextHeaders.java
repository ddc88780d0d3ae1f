package io.tidemark.envelope;

import io.tidemark.envelope.type.ConnectSchema;
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
    Frame frame = Frame.of(config.format().valueSchemas(), ConnectSchema.of("string"), "", "");
    return List.of(
        header("connectorLogicalName", config.topics().prefix(), frame),
        header("taskId", "0", frame),
        header("connectorName", "postgresql", frame),
        header("runId", config.runId(), frame));
  }

  private static Header header(String name, String value, Frame frame) {
    return new Header(CONTEXT + name, frame.around(Utf8.quoted(value)));
  }

  /** The given headers with one before them. */
  static List<Header> with(Header first, List<Header> rest) {
    List<Header> all = new ArrayList<>(rest.size() + 1);
    all.add(first);
    all.addAll(rest);
    return List.copyOf(all);
  }
}
