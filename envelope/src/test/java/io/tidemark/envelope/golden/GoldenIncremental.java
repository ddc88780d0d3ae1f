package io.tidemark.envelope.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.envelope.SnapshotEncoder;
import io.tidemark.envelope.SnapshotMarker;
import io.tidemark.pgoutput.CopyFormat;
import io.tidemark.pgoutput.Relation;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.SnapshotCut;
import io.tidemark.replication.SnapshotReader;
import io.tidemark.replication.SnapshotTable;
import java.util.List;
import java.util.Map;

/**
 * What an incremental snapshot of all tables but the signals' adds to an idle stream. The publisher
 * has the machinery, and its tests; this is about what the rows look like.
 */
final class GoldenIncremental {
  static final String SIGNALS = "signal.data.collection";
  static final String CHUNK_SIZE = "incremental.snapshot.chunk.size";

  private GoldenIncremental() {}

  static void read(
      ReplicationConfig config, List<SnapshotEncoder> encoders, Map<String, String> connector) {
    try (SnapshotReader reader = SnapshotReader.open(config)) {
      for (SnapshotTable table : reader.tables(config.publications())) {
        if (!table.relation().toString().equals(connector.get(SIGNALS))) {
          table.heaps().forEach(heap -> read(reader, table, heap, config.binary(), encoders));
        }
      }
    }
  }

  private static void read(
      SnapshotReader reader,
      SnapshotTable table,
      SnapshotTable.Heap heap,
      boolean binary,
      List<SnapshotEncoder> encoders) {
    Relation relation = table.relation();
    List<String> key =
        relation.columns().stream().filter(Relation.Column::key).map(c -> c.name()).toList();
    reader.lock(heap);
    SnapshotCut cut = reader.cut();
    encoders.forEach(e -> e.beginIncremental(cut.lsn().value(), cut.timeMicros()));
    reader.copy(
        relation,
        table.query(heap, "", key, List.of(), Integer.MAX_VALUE),
        binary ? CopyFormat.BINARY : CopyFormat.TEXT,
        (row, last) -> encoders.forEach(e -> e.row(relation, row, SnapshotMarker.INCREMENTAL)));
    reader.end();
  }

  /** Debezium's events without those of the rows that it writes itself, to mark its windows. */
  static List<JsonNode> withoutWindows(List<JsonNode> events) {
    return events.stream().filter(event -> !isWindow(event)).toList();
  }

  private static boolean isWindow(JsonNode event) {
    String type = VolatileFields.payload(event.get("value")).path("after").path("type").asText();
    return type.startsWith("snapshot-window-");
  }
}
