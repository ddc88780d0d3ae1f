package io.tidemark.benchmarks.pipe.client;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.kafka.KafkaSink;
import io.tidemark.publisher.kafka.KafkaSinkConfig;
import io.tidemark.publisher.kafka.KafkaSnapshotJournal;
import io.tidemark.publisher.snapshot.InitialSnapshot;
import io.tidemark.publisher.snapshot.SnapshotConfig;
import io.tidemark.publisher.snapshot.SnapshotMode;
import java.util.Map;

/** The publisher's snapshot, written down as it goes, and nothing after it. */
final class TidemarkSnapshot implements ClientProgram {
  private final int threads;

  TidemarkSnapshot(int threads) {
    this.threads = threads;
  }

  @Override
  public void run(Task task) {
    KafkaSinkConfig kafka =
        KafkaSinkConfig.of(Map.of("bootstrap.servers", task.bootstrapServers()));
    SnapshotConfig snapshot = SnapshotConfig.of(SnapshotMode.INITIAL_ONLY).threads(threads);
    try (Publisher publisher =
        Publisher.builder(TidemarkPipe.replication(task))
            .envelope(EnvelopeConfig.debeziumJson(task.topicPrefix()))
            .sink(() -> KafkaSink.connect(kafka))
            .snapshot(
                InitialSnapshot.with(
                    snapshot, () -> KafkaSnapshotJournal.connect(kafka, "snapshot-progress")))
            .build()) {
      publisher.run();
    }
  }
}
