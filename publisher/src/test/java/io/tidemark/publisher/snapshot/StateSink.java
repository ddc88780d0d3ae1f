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
import java.util.HashMap;
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
  private final Map<String, Long> newest = new HashMap<>();
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
    String marker = value.path("source").path("snapshot").asText();
    if (op.equals("r")) {
      markers.add(marker);
    }
    if (marker.equals("incremental")) {
      requireNewest(key, value.path("after"));
    } else if (op.equals("r") && streamed.contains(key)) {
      problems.add("a snapshot row after an event of " + key);
    } else if (!op.equals("r")) {
      streamed.add(key);
      newest.merge(key, value.path("after").path("version").asLong(), Math::max);
    }
    if (op.equals("d")) {
      rows.remove(key);
    } else if (value.path("after").isObject()) {
      rows.put(key, merged(value.get("after"), rows.get(key)));
    }
  }

  /** Versions only grow, also from a row that was deleted to one with its key. */
  private void requireNewest(String key, JsonNode after) {
    long version = after.path("version").asLong();
    long known = newest.getOrDefault(key, 0L);
    boolean deleted = streamed.contains(key) && !rows.containsKey(key);
    if (version < known || (deleted && version == known)) {
      problems.add("%s: version %d after an event with %d".formatted(key, version, known));
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

  /** The highest version of a row in the events of the stream; 0 without one. */
  synchronized long version(String key) {
    return newest.getOrDefault(key, 0L);
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
