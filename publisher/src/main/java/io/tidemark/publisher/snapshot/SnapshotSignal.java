package io.tidemark.publisher.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.envelope.EnvelopeView;
import io.tidemark.envelope.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A row that somebody inserted into the signal table, as Debezium has it.
 *
 * <pre>
 *   id   | type             | data
 *   ad-1 | execute-snapshot | {"data-collections": ["public.orders"], "type": "blocking"}
 * </pre>
 *
 * @param tables regular expressions, each matched against a whole {@code schema.table}
 */
record SnapshotSignal(String id, List<String> tables) {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotSignal.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXECUTE = "execute-snapshot";

  /** What an execute-snapshot may say; anything else would change which rows are meant. */
  private static final Set<String> KNOWN = Set.of("data-collections", "type");

  SnapshotSignal {
    tables = List.copyOf(tables);
  }

  /** The signal that an event is; empty for all other events. */
  static Optional<SnapshotSignal> of(EnvelopeView event, String signalTable) {
    byte[] value = event.value();
    if (event.operation() != Operation.CREATE
        || value == null
        || !event.topic().endsWith(signalTable)) {
      return Optional.empty();
    }
    try {
      JsonNode envelope = JSON.readTree(value);
      JsonNode payload = envelope.has("payload") ? envelope.get("payload") : envelope;
      JsonNode source = payload.path("source");
      String table = source.path("schema").asText() + "." + source.path("table").asText();
      JsonNode row = payload.path("after");
      return table.equals(signalTable) && row.path("type").asText().equals(EXECUTE)
          ? execute(row.path("id").asText(), row.path("data").asText())
          : Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("an envelope that is no JSON: " + event.copy(), e);
    }
  }

  private static Optional<SnapshotSignal> execute(String id, String data) {
    JsonNode asked;
    try {
      asked = JSON.readTree(data);
    } catch (JsonProcessingException e) {
      return ignored(id, "data is no JSON: " + data);
    }
    List<String> tables = new ArrayList<>();
    asked.path("data-collections").forEach(name -> tables.add(name.asText()));
    for (var names = asked.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!KNOWN.contains(name)) {
        return ignored(id, name + " is not supported");
      }
    }
    return tables.isEmpty()
        ? ignored(id, "data-collections names no table: " + data)
        : Optional.of(new SnapshotSignal(id, tables));
  }

  private static Optional<SnapshotSignal> ignored(String id, String why) {
    LOG.error("Signal {} is ignored: {}; expected data-collections, and nothing but type", id, why);
    return Optional.empty();
  }
}
