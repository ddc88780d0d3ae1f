package io.tidemark.publisher.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds signals among what is streamed. One that cannot be understood is logged and ignored: a
 * publisher does not end because of what somebody wrote.
 *
 * <pre>
 *   a row       id   | type             | data
 *               ad-1 | execute-snapshot | {"data-collections": ["public.orders"], "type": "incremental"}
 *   a message   {"id": "ad-1", "type": "execute-snapshot", "data": {"data-collections": ["public.orders"]}}
 * </pre>
 */
final class SignalReader {
  private static final Logger LOG = LoggerFactory.getLogger(SignalReader.class);

  /** Of the signal table, and fields of a message. */
  private static final List<String> COLUMNS = List.of("id", "type", "data");

  private static final String TABLES = "data-collections";
  private static final String CONDITIONS = "additional-conditions";
  private static final String KIND = "type";

  private final SignalChannels channels;

  SignalReader(SignalChannels channels) {
    this.channels = channels;
  }

  /** What is wrong with a signal; never leaves this class. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String why) {
      super(why);
    }
  }

  /** Whether the rows of a table are signals. */
  boolean isSignalTable(Relation relation) {
    String table = channels.table();
    return !table.isEmpty()
        && table.endsWith(relation.name()) // nearly always false, and no string is made for it
        && table.equals(relation.toString());
  }

  /** The signal that a row of the signal table is; empty when it cannot be understood. */
  Optional<Signal> row(Relation relation, WireTuple row) {
    ObjectNode signal = Json.MAPPER.createObjectNode();
    for (int i = 0; i < COLUMNS.size(); i++) {
      String column = COLUMNS.get(i);
      signal.put(column, text(row, index(relation, column, i)));
    }
    return signal(signal);
  }

  /** By name, or by place in a table of just these columns: there Debezium looks for the place. */
  private static int index(Relation relation, String name, int place) {
    List<Relation.Column> columns = relation.columns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return columns.size() == COLUMNS.size() ? place : -1;
  }

  private static @Nullable String text(WireTuple row, int index) {
    return index < 0 || row.isNull(index) ? null : row.getString(index);
  }

  /** The signal that a logical message is; empty for messages with another prefix. */
  Optional<Signal> message(String prefix, byte[] content, int offset, int length) {
    if (channels.messagePrefix().isEmpty() || !prefix.equals(channels.messagePrefix())) {
      return Optional.empty();
    }
    String text = new String(content, offset, length, UTF_8);
    try {
      return signal(Json.MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      return ignored("of a message", "expected JSON, found " + text);
    }
  }

  private static Optional<Signal> signal(JsonNode signal) {
    String id = signal.path("id").asText();
    try {
      JsonNode data = data(signal.path("data"));
      String type = signal.path("type").asText();
      return switch (type) {
        case "execute-snapshot" -> Optional.of(execute(id, data));
        case "stop-snapshot" -> Optional.of(stop(id, data));
        case "pause-snapshot" -> Optional.of(new Signal.Pause(id));
        case "resume-snapshot" -> Optional.of(new Signal.Resume(id));
        default -> ignored(id, "type: found " + type + "; expected one that ends with -snapshot");
      };
    } catch (Unusable e) {
      return ignored(id, String.valueOf(e.getMessage()));
    }
  }

  /** Debezium has it as text in the table's column, and as an object in messages. */
  private static JsonNode data(JsonNode data) throws Unusable {
    if (!data.isTextual()) {
      return data;
    }
    String text = data.asText();
    try {
      return text.isBlank() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Unusable("data: expected JSON, found " + text);
    }
  }

  private static Signal execute(String id, JsonNode data) throws Unusable {
    requireKnown(data, Set.of(TABLES, KIND, CONDITIONS));
    List<String> tables = tables(data);
    if (tables.isEmpty()) {
      throw new Unusable(TABLES + ": expected a table, found none in " + data);
    }
    Map<String, String> conditions = new LinkedHashMap<>();
    for (JsonNode condition : data.path(CONDITIONS)) {
      String table = condition.path("data-collection").asText();
      String filter = condition.path("filter").asText();
      if (table.isEmpty() || filter.isEmpty()) {
        throw new Unusable(
            CONDITIONS + ": expected data-collection and filter, found " + condition);
      }
      requireExpression(table);
      conditions.put(table, filter);
    }
    return new Signal.Execute(id, tables, conditions, isBlocking(data));
  }

  private static Signal stop(String id, JsonNode data) throws Unusable {
    requireKnown(data, Set.of(TABLES, KIND));
    if (isBlocking(data)) {
      throw new Unusable("type: found blocking; only incremental snapshots can be stopped");
    }
    return new Signal.Stop(id, tables(data));
  }

  private static boolean isBlocking(JsonNode data) throws Unusable {
    String kind = data.path(KIND).asText("incremental").toLowerCase(Locale.ROOT);
    return switch (kind) {
      case "incremental" -> false;
      case "blocking" -> true;
      default -> throw new Unusable("type: found " + kind + "; expected incremental or blocking");
    };
  }

  /** Anything else would change which rows are meant. */
  private static void requireKnown(JsonNode data, Set<String> known) throws Unusable {
    for (var names = data.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new Unusable(name + ": is not supported; expected nothing but " + known);
      }
    }
  }

  private static List<String> tables(JsonNode data) throws Unusable {
    List<String> tables = new ArrayList<>();
    for (JsonNode table : data.path(TABLES)) {
      requireExpression(table.asText());
      tables.add(table.asText());
    }
    return tables;
  }

  private static void requireExpression(String table) throws Unusable {
    try {
      Pattern.compile(table);
    } catch (PatternSyntaxException e) {
      throw new Unusable("expected a regular expression, found " + table);
    }
  }

  private static Optional<Signal> ignored(String id, String why) {
    LOG.error("Signal {} is ignored: {}", id, why);
    return Optional.empty();
  }
}
