package io.tidemark.publisher.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.ConfigurationException;
import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.replication.SnapshotTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of a slot's snapshot is done, in memory and in the journal.
 *
 * <pre>
 *   snapshot     {"id":…,"state":"running","consistentPoint":"0/16B3748"}
 *   table/16397  {"id":…,"table":"public.orders"}                            finished
 *   16397/8192   {"id":…,"filenode":16397,"to":16384,"asOf":745}             these pages are done
 * </pre>
 *
 * <p>Entries with another id are of an earlier snapshot. Belongs to one thread.
 */
final class SnapshotProgress {
  private static final String HEADER = "snapshot";
  private static final String RUNNING = "running";

  private final String owner;
  private final @Nullable SnapshotJournal journal;
  private final Map<String, JsonNode> entries = new HashMap<>();

  /**
   * @param owner whose it is, in the journal
   * @param journal null when nothing is written down
   */
  SnapshotProgress(String owner, @Nullable SnapshotJournal journal) {
    this.owner = owner;
    this.journal = journal;
    if (journal != null) {
      journal.read(owner).forEach((entry, value) -> entries.put(entry, parse(entry, value)));
    }
  }

  /** Whose entries of a journal they are: publishers that share it share no topic prefix. */
  static String owner(SnapshotPhase.Context context) {
    return context.envelope().topics().prefix() + "/" + context.replication().slot();
  }

  private JsonNode parse(String entry, String value) {
    try {
      return Json.MAPPER.readTree(value);
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(
          "snapshot progress of %s, entry %s: expected JSON, found %s; name another topic"
              .formatted(owner, entry, value));
    }
  }

  /** Whether a snapshot was begun and not completed. */
  boolean isRunning() {
    return header().path("state").asText().equals(RUNNING);
  }

  /** Where the slot of the snapshot stood when it was made, once it was. */
  Optional<Lsn> consistentPoint() {
    return Optional.ofNullable(header().get("consistentPoint")).map(n -> Lsn.parse(n.asText()));
  }

  /** Forgets what was done, before the slot is made: so nobody takes it for one without rows. */
  void start() {
    start(List.of(), Map.of());
  }

  /**
   * The same for certain tables, by regular expressions.
   *
   * @param selects the statements for the rows of some, by {@code schema.table}
   */
  void start(List<String> tables, Map<String, String> selects) {
    entries.clear();
    ObjectNode header = Json.MAPPER.createObjectNode();
    header.put("id", UUID.randomUUID().toString()).put("state", RUNNING);
    tables.forEach(header.withArray("tables")::add);
    if (!selects.isEmpty()) {
      selects.forEach(header.putObject("selects")::put);
    }
    write(HEADER, header);
  }

  /** The tables that it was started for. */
  List<String> tables() {
    List<String> tables = new ArrayList<>();
    header().path("tables").forEach(table -> tables.add(table.asText()));
    return tables;
  }

  /** The statements for the rows of some of them. */
  Map<String, String> selects() {
    Map<String, String> selects = new HashMap<>();
    header()
        .path("selects")
        .properties()
        .forEach(s -> selects.put(s.getKey(), s.getValue().asText()));
    return selects;
  }

  void slotStandsAt(Lsn consistentPoint) {
    ObjectNode header = header().deepCopy();
    write(HEADER, header.put("consistentPoint", consistentPoint.toString()));
  }

  void complete() {
    ObjectNode header = header().deepCopy();
    write(HEADER, header.put("state", "completed"));
  }

  boolean isFinished(SnapshotTable table) {
    return current(table(table)) != null;
  }

  void finish(SnapshotTable table) {
    write(table(table), entry().put("table", table.relation().toString()));
  }

  private static String table(SnapshotTable table) {
    return "table/" + Integer.toUnsignedString(table.relation().oid());
  }

  /** These pages are published as a snapshot with this xmin saw them. */
  void record(SnapshotTable.Heap heap, Range range, long xmin) {
    ObjectNode entry = entry().put("filenode", heap.filenode());
    write(pages(heap) + range.from(), entry.put("to", range.to()).put("asOf", xmin));
  }

  private static String pages(SnapshotTable.Heap heap) {
    return Integer.toUnsignedString(heap.oid()) + "/";
  }

  /**
   * What is left to read of a heap: all pages, in chunks; of those that are done, what was written
   * since. After a rewrite nothing counts as done, for rows have changed their places.
   */
  List<Range> remaining(SnapshotTable.Heap heap, long chunkBlocks) {
    TreeMap<Long, Range> done = new TreeMap<>();
    entries.forEach(
        (key, entry) -> {
          if (key.startsWith(pages(heap))
              && current(key) != null
              && entry.path("filenode").asLong() == heap.filenode()) {
            long from = Long.parseLong(key.substring(key.indexOf('/') + 1));
            done.put(from, new Range(from, entry.path("to").asLong(), entry.path("asOf").asLong()));
          }
        });
    List<Range> ranges = new ArrayList<>();
    long next = 0;
    for (Range range : done.values()) {
      if (range.from() < next) {
        continue; // overlaps what is done: what lies beyond is read again
      }
      split(next, range.from(), chunkBlocks, ranges);
      ranges.add(range);
      next = range.to();
    }
    if (next != Range.OPEN) {
      long last = Math.max(next, (heap.blocks() - 1) / chunkBlocks * chunkBlocks);
      split(next, last, chunkBlocks, ranges);
      ranges.add(new Range(last, Range.OPEN, 0));
    }
    return ranges;
  }

  private static void split(long from, long to, long chunkBlocks, List<Range> ranges) {
    for (long start = from; start < to; ) {
      long end = Math.min(to, (start / chunkBlocks + 1) * chunkBlocks);
      ranges.add(new Range(start, end, 0));
      start = end;
    }
  }

  private JsonNode header() {
    return entries.getOrDefault(HEADER, MissingNode.getInstance());
  }

  private ObjectNode entry() {
    return Json.MAPPER.createObjectNode().set("id", header().path("id"));
  }

  private @Nullable JsonNode current(String key) {
    JsonNode entry = entries.get(key);
    return entry != null && entry.path("id").equals(header().path("id")) ? entry : null;
  }

  private void write(String key, ObjectNode value) {
    entries.put(key, value);
    if (journal != null) {
      journal.write(owner, key, value.toString());
    }
  }
}
