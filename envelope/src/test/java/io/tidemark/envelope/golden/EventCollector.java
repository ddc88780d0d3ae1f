package io.tidemark.envelope.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.envelope.EnvelopeSink;
import io.tidemark.envelope.EnvelopeView;
import io.tidemark.envelope.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps events in the form of the corpus: topic, key, value, headers. */
final class EventCollector implements EnvelopeSink {
  private final List<JsonNode> events = new ArrayList<>();
  private final Consumer<JsonNode> receiver;

  EventCollector() {
    receiver = events::add;
  }

  /** Hands the events on. */
  EventCollector(Consumer<JsonNode> receiver) {
    this.receiver = receiver;
  }

  List<JsonNode> events() {
    return events;
  }

  @Override
  public void onEnvelope(EnvelopeView envelope) {
    try {
      ObjectNode event = JsonNodeFactory.instance.objectNode();
      event.put("topic", envelope.topic());
      event.set("key", Json.parse(envelope.key()));
      event.set("value", Json.parse(envelope.value()));
      ObjectNode headers = event.putObject("headers");
      for (Header header : envelope.headers()) {
        headers.set(header.name(), Json.parse(header.value()));
      }
      receiver.accept(event);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + envelope.copy(), e);
    }
  }

  @Override
  public void onBegin(long commitLsn, long commitTimeMicros, long xid) {}

  @Override
  public void onCommit(long commitLsn, long endLsn) {}

  @Override
  public void onNonTransactionalMessage(long lsn) {}
}
