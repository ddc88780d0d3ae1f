package io.tidemark.system;

import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.kafka.KafkaSinkConfig;
import io.tidemark.publisher.kafka.KafkaSnapshotJournal;
import io.tidemark.publisher.snapshot.InitialSnapshot;
import io.tidemark.publisher.snapshot.SignalChannels;
import io.tidemark.publisher.snapshot.SnapshotConfig;
import io.tidemark.publisher.snapshot.SnapshotMode;
import java.util.Map;

/**
 * A publisher that streams, and reads tables in small chunks when asked; a program to be killed.
 */
final class IncrementalPublisher {
  static final String SIGNALS = "signals";

  private static final String PROGRESS = "incremental-progress";
  private static final int CHUNK_SIZE = 200;

  private IncrementalPublisher() {}

  /** What the publishers of a shop write down. */
  static KafkaSnapshotJournal journal(Shop shop) {
    KafkaSinkConfig kafka =
        KafkaSinkConfig.of(Map.of("bootstrap.servers", shop.servers().bootstrapServers()));
    return KafkaSnapshotJournal.connect(kafka, PROGRESS);
  }

  /** Runs the publisher: JDBC URL, brokers, name of slot and database. */
  public static void main(String[] arguments) {
    Shop shop = PublisherProcess.shop(arguments);
    SnapshotConfig config =
        SnapshotConfig.of(SnapshotMode.NO_DATA).incrementalChunkSize(CHUNK_SIZE);
    try (Publisher publisher =
        PublisherProcess.builder(shop)
            .snapshot(
                InitialSnapshot.with(config, () -> journal(shop))
                    .signals(SignalChannels.table("public." + SIGNALS)))
            .build()) {
      Runtime.getRuntime().addShutdownHook(new Thread(publisher::stop));
      publisher.run();
    }
  }
}
