package io.tidemark.publisher.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.replication.SnapshotCut;
import io.tidemark.replication.SnapshotReader;
import io.tidemark.replication.SnapshotTable;
import io.tidemark.replication.VisibleTransactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PendingHeapsTest {
  private static final SnapshotCut CUT =
      new SnapshotCut(VisibleTransactions.parse("100:100:"), Lsn.INVALID, 1);

  @Test
  void handsOnATableWithoutKeyWithItsConditionAlsoWhenPausedMeanwhile() {
    SnapshotRig rig = new SnapshotRig();
    rig.execute("CREATE TABLE plain (id int)", "CREATE PUBLICATION p FOR TABLE plain");
    List<ChunkTarget> targets = new ArrayList<>();
    try (SnapshotReader reader = SnapshotReader.open(rig.config)) {
      reader.begin();
      SnapshotTable table = reader.tables(List.of("p")).get(0);
      targets.add(new ChunkTarget(table, table.heaps().get(0)));
    }
    SnapshotPhase.Context context =
        new SnapshotPhase.Context(
            rig.config,
            EnvelopeConfig.debeziumJson("s"),
            rig.sink.open(),
            () -> false,
            status -> {});
    IncrementalProgress progress = new IncrementalProgress();
    IncrementalStatus status = new IncrementalStatus(new HashMap<>());
    List<Signal.Execute> handedOn = new ArrayList<>();
    try (JournalWriter journal = new JournalWriter(null, "unused");
        ChunkSender sender = new ChunkSender(context, progress, journal, status)) {
      PendingHeaps heaps =
          new PendingHeaps("slot", 10, progress, journal, handedOn::add, status, sender);
      progress.add(
          new Signal.Execute(
              "ask", List.of("public.plain"), Map.of("public.plain", "id > 7"), false));
      heaps.plan(targets);
      progress.pause(true);
      heaps.send(CUT, new ChunkSource.Rows(targets.get(0), List.of(), List.of()), 1);
      assertThat(heaps.isEmpty()).isTrue();
    }

    assertThat(handedOn)
        .singleElement()
        .satisfies(
            signal -> {
              assertThat(signal.id()).isEqualTo("ask");
              assertThat(signal.conditions())
                  .containsEntry(
                      "public.plain",
                      "SELECT \"id\" FROM ONLY \"public\".\"plain\" WHERE (id > 7)");
            });
  }
}
