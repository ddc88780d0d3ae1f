package io.tidemark.publisher.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.publisher.ConfigurationException;
import io.tidemark.replication.SnapshotTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What incremental snapshots are asked for, and how far the first of them is; with its form in the
 * journal.
 *
 * <pre>
 *   incremental  {"paused":false,"requests":[{"run":…,"id":"ad-1","tables":[…],"filters":{…},"without":[…]}]}
 *   heap/16397   {"run":…,"key":["id"],"after":["1024"]}         read so far
 *   heap/16398   {"run":…,"finished":true}
 * </pre>
 *
 * <p>Positions of another run are of an earlier snapshot. Belongs to one thread.
 */
final class IncrementalProgress {
  static final String HEADER = "incremental";

  private final Deque<Request> requests = new ArrayDeque<>();
  private final Map<String, JsonNode> heaps = new HashMap<>();
  private boolean paused;

  /**
   * Tables to read.
   *
   * @param run tells this snapshot from all others
   * @param id of the signal
   * @param tables regular expressions
   * @param filters conditions in SQL, by regular expressions of tables
   * @param without what was stopped since, as regular expressions
   */
  record Request(
      String run,
      String id,
      List<String> tables,
      Map<String, String> filters,
      List<String> without) {

    boolean includes(String table) {
      return matches(tables, table) && !matches(without, table);
    }

    private static boolean matches(List<String> expressions, String table) {
      return expressions.stream().anyMatch(e -> Pattern.matches(e, table));
    }

    /** A condition in SQL; empty for none. */
    String filter(String table) {
      return filters.entrySet().stream()
          .filter(entry -> Pattern.matches(entry.getKey(), table))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse("");
    }

    Request without(List<String> more) {
      List<String> all = new ArrayList<>(without);
      all.addAll(more);
      return new Request(run, id, tables, filters, all);
    }
  }

  /** Takes what was written down. */
  void read(Map<String, String> entries) {
    requests.clear();
    heaps.clear();
    entries.forEach((entry, value) -> heaps.put(entry, parse(entry, value)));
    JsonNode header = heaps.remove(HEADER);
    if (header != null) {
      paused = header.path("paused").asBoolean();
      header.path("requests").forEach(request -> requests.add(request(request)));
    }
  }

  private static JsonNode parse(String entry, String value) {
    try {
      return Json.MAPPER.readTree(value);
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(
          "progress of incremental snapshots, entry %s: expected JSON, found %s; name another topic"
              .formatted(entry, value));
    }
  }

  private static Request request(JsonNode json) {
    Map<String, String> filters = new LinkedHashMap<>();
    json.path("filters")
        .properties()
        .forEach(filter -> filters.put(filter.getKey(), filter.getValue().asText()));
    return new Request(
        json.path("run").asText(),
        json.path("id").asText(),
        texts(json.path("tables")),
        filters,
        texts(json.path("without")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** The header as it is to be written down. */
  String header() {
    ObjectNode header = Json.MAPPER.createObjectNode().put("paused", paused);
    ArrayNode all = header.putArray("requests");
    for (Request request : requests) {
      ObjectNode json = all.addObject().put("run", request.run()).put("id", request.id());
      request.tables().forEach(json.putArray("tables")::add);
      request.filters().forEach(json.putObject("filters")::put);
      request.without().forEach(json.putArray("without")::add);
    }
    return header.toString();
  }

  /** Asks for a snapshot; false when the same signal is waiting already, sent again. */
  boolean add(Signal.Execute signal) {
    if (requests.stream().anyMatch(request -> request.id().equals(signal.id()))) {
      return false;
    }
    String run = UUID.randomUUID().toString();
    requests.add(new Request(run, signal.id(), signal.tables(), signal.conditions(), List.of()));
    return true;
  }

  /** Gives tables up, or everything. */
  void stop(List<String> tables) {
    List<Request> left = tables.isEmpty() ? List.of() : List.copyOf(requests);
    requests.clear();
    left.forEach(request -> requests.add(request.without(tables)));
    if (requests.isEmpty()) {
      paused = false;
    }
  }

  /** Waits, or goes on; without effect when there is nothing to wait. */
  void pause(boolean pausing) {
    paused = pausing && !requests.isEmpty();
  }

  /** The snapshot to take now; empty when there is none, or when it is to wait. */
  Optional<Request> current() {
    return paused ? Optional.empty() : first();
  }

  /** The same, also when it is to wait: what has begun is ended as it was asked for. */
  Optional<Request> first() {
    return Optional.ofNullable(requests.peek());
  }

  void complete() {
    requests.remove();
    heaps.clear();
    pause(paused);
  }

  static String entry(SnapshotTable.Heap heap) {
    return "heap/" + Integer.toUnsignedString(heap.oid());
  }

  /** How far a heap is; null when it is finished. */
  @Nullable KeyPosition position(SnapshotTable.Heap heap) {
    JsonNode found = heaps.get(entry(heap));
    Request first = requests.peek();
    if (found == null || first == null || !found.path("run").asText().equals(first.run())) {
      return KeyPosition.START;
    }
    return found.path("finished").asBoolean()
        ? null
        : new KeyPosition(texts(found.path("key")), texts(found.path("after")));
  }

  /**
   * Everything up to there is safe.
   *
   * @param position null for the whole heap
   * @return what to write down
   */
  String advance(SnapshotTable.Heap heap, @Nullable KeyPosition position) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("run", requests.element().run());
    if (position == null) {
      json.put("finished", true);
    } else {
      position.key().forEach(json.putArray("key")::add);
      position.values().forEach(json.putArray("after")::add);
    }
    heaps.put(entry(heap), json);
    return json.toString();
  }
}
