package io.tidemark.system;

import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.kafka.KafkaSinkConfig;
import io.tidemark.publisher.kafka.KafkaSnapshotJournal;
import io.tidemark.publisher.snapshot.InitialSnapshot;
import io.tidemark.publisher.snapshot.SnapshotConfig;
import io.tidemark.publisher.snapshot.SnapshotMode;
import java.util.Map;

/** A publisher that takes a snapshot first, in small chunks; a program to be killed. */
final class SnapshottingPublisher {
  private static final String PROGRESS = "snapshot-progress";
  private static final int CHUNK_BLOCKS = 16;

  private SnapshottingPublisher() {}

  /** Runs the publisher: JDBC URL, brokers, name of slot and database, threads that read. */
  public static void main(String[] arguments) {
    Shop shop = PublisherProcess.shop(arguments);
    KafkaSinkConfig kafka =
        KafkaSinkConfig.of(Map.of("bootstrap.servers", shop.servers().bootstrapServers()));
    SnapshotConfig snapshot =
        SnapshotConfig.of(SnapshotMode.INITIAL)
            .chunkBlocks(CHUNK_BLOCKS)
            .threads(Integer.parseInt(arguments[3]));
    try (Publisher publisher =
        PublisherProcess.builder(shop)
            .snapshot(
                InitialSnapshot.with(snapshot, () -> KafkaSnapshotJournal.connect(kafka, PROGRESS)))
            .build()) {
      Runtime.getRuntime().addShutdownHook(new Thread(publisher::stop));
      publisher.run();
    }
  }
}
