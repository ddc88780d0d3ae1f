package io.tidemark.envelope.golden;

import io.tidemark.envelope.SnapshotEncoder;
import io.tidemark.envelope.SnapshotMarkers;
import io.tidemark.pgoutput.CopyFormat;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.Row;
import io.tidemark.replication.ExportedSnapshot;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.SlotOptions;
import io.tidemark.replication.SnapshotPoint;
import io.tidemark.replication.SnapshotReader;
import io.tidemark.replication.SnapshotTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Creates a slot, and encodes all tables as they were there, one after the other. */
final class GoldenSnapshot {
  private static final String OVERRIDE = "snapshot.select.statement.overrides.";

  private static final String INCLUDE = "snapshot.include.collection.list";

  /** The OIDs of aclitem and aclitem[]. */
  private static final Set<Integer> ACLITEM = Set.of(1033, 1034);

  private final ReplicationConfig config;
  private final List<SnapshotEncoder> encoders;
  private final Map<String, String> connector;
  private final List<Pattern> included;
  private final SnapshotMarkers<Last> markers = new SnapshotMarkers<>();

  private record Last(Relation relation, Row row) {}

  GoldenSnapshot(
      ReplicationConfig config, List<SnapshotEncoder> encoders, Map<String, String> connector) {
    this.config = config;
    this.encoders = encoders;
    this.connector = connector;
    included =
        Arrays.stream(connector.getOrDefault(INCLUDE, "").split("(?<!\\\\),"))
            .filter(expression -> !expression.isBlank())
            .map(expression -> Pattern.compile(expression.strip(), Pattern.CASE_INSENSITIVE))
            .toList();
  }

  void take() {
    try (ExportedSnapshot exported =
            ExportedSnapshot.createSlot(config, SlotOptions.named(config.slot()));
        SnapshotReader reader = SnapshotReader.open(config)) {
      reader.begin(exported.name());
      SnapshotPoint now = reader.export();
      SnapshotPoint point =
          new SnapshotPoint(
              now.name(), exported.consistentPoint(), now.xmin(), now.xmax(), now.timeMicros());
      encoders.forEach(encoder -> encoder.begin(point));
      for (SnapshotTable table : encoders.get(0).chosen(reader.tables(config.publications()))) {
        if (included.isEmpty() || included.stream().anyMatch(p -> matches(p, table))) {
          read(reader, table);
        }
      }
      send(markers.end());
    }
  }

  private static boolean matches(Pattern included, SnapshotTable table) {
    return included.matcher(table.relation().toString()).matches();
  }

  private void read(SnapshotReader reader, SnapshotTable table) {
    SnapshotMarkers<Last>.Table marks = markers.table();
    Relation relation = table.relation();
    String override = connector.get(OVERRIDE + relation);
    boolean binary =
        config.binary() && relation.columns().stream().noneMatch(GoldenSnapshot::isTextOnly);
    CopyFormat format = binary ? CopyFormat.BINARY : CopyFormat.TEXT;
    boolean[] begun = new boolean[1];
    for (SnapshotTable.Heap heap : table.heaps()) {
      String query = override == null ? table.query(heap, "") : table.query(override);
      reader.copy(
          relation,
          query,
          format,
          (row, last) -> {
            if (!begun[0]) {
              begun[0] = true;
              send(marks.follow());
            }
            if (last) {
              send(marks.hold(new Last(relation, row.copy())));
            } else {
              var marker = marks.next();
              encoders.forEach(encoder -> encoder.row(relation, row, marker));
            }
          });
    }
    send(marks.end());
  }

  /** Types that PostgreSQL does not send in binary. */
  private static boolean isTextOnly(Relation.Column column) {
    return ACLITEM.contains(column.typeOid());
  }

  private void send(SnapshotMarkers.@Nullable Held<Last> held) {
    if (held != null) {
      Last last = held.row();
      encoders.forEach(encoder -> encoder.row(last.relation, last.row, held.marker()));
    }
  }
}
