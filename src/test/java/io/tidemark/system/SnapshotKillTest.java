package io.tidemark.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills publishers amid a snapshot, while its tables are written to; {@code -Dsnapshot.rounds=20}
 * for more rounds than the build takes.
 */
@Tag("slow")
final class SnapshotKillTest {
  private static final int KILLS = 4;
  private static final int ROWS = 100_000;
  private static final int STATEMENTS_PER_PUBLISHER = 2_000;
  private static final int ROW_CHANGES = 6_000;
  private static final int SIGTERM_EXIT = 143;

  @Test
  void killedSnapshotsLoseAndOverwriteNothing() throws Exception {
    OldOrders.rounds("the snapshot kill test", SnapshotKillTest::round);
  }

  private static void round(int number, Random random) throws Exception {
    String threads = Integer.toString(1 + random.nextInt(3));
    long seed = random.nextLong();
    try (OldOrders orders = new OldOrders("snapshot_" + number, ROWS)) {
      Shop shop = orders.shop();
      orders.startChanging((KILLS + 1) * STATEMENTS_PER_PUBLISHER, seed);
      CompletableFuture<Void> writing = new Workload().start(shop, ROW_CHANGES, seed);
      try (TopicReader topics = new TopicReader(shop)) {
        int seen = 0;
        for (int kill = 0; kill < KILLS; kill++) {
          PublisherProcess publisher =
              PublisherProcess.start(shop, SnapshottingPublisher.class, threads);
          topics.readEvents(Math.min(ROWS / 2, seen + 1 + random.nextInt(ROWS / KILLS)));
          orders.permit(STATEMENTS_PER_PUBLISHER);
          topics.readFor(Duration.ofMillis(random.nextInt(300)));
          publisher.kill();
          seen = topics.readToEnd().size();
          System.err.println("Killed after " + seen + " events");
        }
        PublisherProcess publisher =
            PublisherProcess.start(shop, SnapshottingPublisher.class, threads);
        orders.permit(STATEMENTS_PER_PUBLISHER);
        writing.join();
        orders.awaitChanges();
        shop.mark(1);
        topics.readToMark(1);
        assertThat(publisher.terminate()).isIn(0, SIGTERM_EXIT);

        List<Event> events = topics.readToEnd();
        noRowFollowsAnEventOfItsKey(events);
        new Comparison(events).addsUpToTheTables(shop);
      }
    }
  }

  private static void noRowFollowsAnEventOfItsKey(List<Event> events) {
    Set<String> streamed = new HashSet<>();
    for (Event event : events) {
      String key = event.change().row();
      if (event.change().op().equals("r")) {
        assertThat(streamed).as("events before %s", event).doesNotContain(key);
      } else {
        streamed.add(key);
      }
    }
  }
}
