package io.tidemark.publisher.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.envelope.EnvelopeView;
import io.tidemark.publisher.DeliveryListener;
import io.tidemark.publisher.EventSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A topic and its consumer: keeps the last state of each key as an upserting sink does, which takes
 * unchanged TOASTed values from the row before. Acknowledges at once, until it is to fail.
 */
final class StateSink {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNAVAILABLE = "__debezium_unavailable_value";

  // Guarded by this
  private final Map<String, JsonNode> rows = new TreeMap<>();
  private final List<String> markers = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<String> streamed = new HashSet<>();
  private int events;
  private int failAt = Integer.MAX_VALUE;
  private int interruption = -1;
  private Runnable then = () -> {};

  /** For one attempt of a publisher. */
  EventSink open() {
    return new EventSink() {
      @Override
      public void send(EnvelopeView envelope, DeliveryListener listener) {
        if (StateSink.this.takes(envelope)) {
          listener.onDelivered();
        } else {
          listener.onFailed(new IOException("the broker is gone"));
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  /** Takes so many more events, and refuses all after them. */
  synchronized void failAfter(int more) {
    failAt = events + more;
  }

  /** Does something before it takes the event of that number. */
  synchronized void duringEvent(int number, Runnable action) {
    interruption = number;
    then = action;
  }

  synchronized void recover() {
    failAt = Integer.MAX_VALUE;
  }

  private synchronized boolean takes(EnvelopeView envelope) {
    if (events >= failAt) {
      return false;
    }
    if (events == interruption) {
      then.run();
    }
    events++;
    try {
      apply(envelope);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  private void apply(EnvelopeView envelope) throws IOException {
    String key =
        envelope.topic() + (envelope.key() == null ? "" : new String(envelope.key(), UTF_8));
    byte[] bytes = envelope.value();
    if (bytes == null) {
      return;
    }
    JsonNode value = JSON.readTree(bytes);
    String op = value.path("op").asText();
    if (op.equals("r")) {
      markers.add(value.path("source").path("snapshot").asText());
      if (streamed.contains(key)) {
        problems.add("a snapshot row after an event of " + key);
      }
    } else {
      streamed.add(key);
    }
    if (op.equals("d")) {
      rows.remove(key);
    } else if (value.path("after").isObject()) {
      rows.put(key, merged(value.get("after"), rows.get(key)));
    }
  }

  /** A row that was changed and then deleted may have no row before: that is left as it is. */
  private static JsonNode merged(JsonNode after, @Nullable JsonNode old) {
    ObjectNode row = after.deepCopy();
    row.properties()
        .forEach(
            field -> {
              if (old != null && field.getValue().asText().equals(UNAVAILABLE)) {
                row.set(field.getKey(), old.path(field.getKey()));
              }
            });
    return row;
  }

  /** By topic and key. */
  synchronized Map<String, JsonNode> rows() {
    return new TreeMap<>(rows);
  }

  /** The field source.snapshot of each snapshot row, in order. */
  synchronized List<String> markers() {
    return List.copyOf(markers);
  }

  /** Snapshot rows that may have overwritten something newer. */
  synchronized List<String> problems() {
    return List.copyOf(problems);
  }
}
