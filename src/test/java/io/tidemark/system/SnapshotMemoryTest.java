package io.tidemark.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A snapshot of more rows than fit into the heap; {@code -Dsnapshot.megabytes=1024} for a gigabyte.
 */
@Tag("slow")
final class SnapshotMemoryTest {
  private static final int MEGABYTES = Integer.getInteger("snapshot.megabytes", 192);
  private static final int ROW_BYTES = 4096;
  private static final int SIGTERM_EXIT = 143;

  @Test
  void heapDoesNotGrowWithTheTable() throws Exception {
    int rows = MEGABYTES * (1 << 20) / ROW_BYTES;
    Shop shop = Shop.create(new EmbeddedServers(), "snapshot_memory");
    shop.servers()
        .execute(
            shop.name(),
            "SELECT pg_drop_replication_slot('" + shop.name() + "')",
            // Of random digits: what repeats would be compressed in the table and on the way
            "INSERT INTO orders SELECT g, g % 10, 1, (SELECT string_agg(md5((g + n)::text), '')"
                + " FROM generate_series(1, 128) n) FROM generate_series(1, "
                + rows
                + ") g");
    PublisherProcess publisher =
        PublisherProcess.startWithHeap(shop, "-Xmx128m", SnapshottingPublisher.class, "2");
    try (TopicReader topics = new TopicReader(shop)) {
      assertThat(topics.countEvents(rows, Duration.ofMinutes(10))).isEqualTo(rows);
    }
    assertThat(publisher.terminate()).isIn(0, SIGTERM_EXIT);
    shop.servers().execute(shop.name(), "SELECT pg_drop_replication_slot('" + shop.name() + "')");
  }
}
