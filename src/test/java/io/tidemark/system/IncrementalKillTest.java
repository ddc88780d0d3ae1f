package io.tidemark.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.kafka.KafkaSnapshotJournal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills publishers amid an incremental snapshot, while its table is written to; {@code
 * -Dsnapshot.rounds=20} for more rounds than the build takes.
 */
@Tag("slow")
final class IncrementalKillTest {
  private static final int KILLS = 4;
  private static final int ROWS = 20_000;
  private static final int STATEMENTS_PER_PUBLISHER = 1_500;
  private static final int SIGTERM_EXIT = 143;

  @Test
  void killedIncrementalSnapshotsLoseAndOverwriteNothing() throws Exception {
    OldOrders.rounds("the incremental kill test", IncrementalKillTest::round);
  }

  private static void round(int number, Random random) throws Exception {
    try (OldOrders orders = new OldOrders("incremental_" + number, ROWS)) {
      Shop shop = orders.shop();
      orders.execute(
          "CREATE TABLE signals (id text PRIMARY KEY, type text, data text)",
          "SELECT pg_create_logical_replication_slot('" + shop.name() + "', 'pgoutput')",
          "INSERT INTO signals VALUES ('k', 'execute-snapshot', '{\"data-collections\":"
              + " [\"public\\\\.(orders|customers)\"]}')");
      orders.startChanging((KILLS + 1) * STATEMENTS_PER_PUBLISHER, random.nextLong());
      try (TopicReader topics = new TopicReader(shop)) {
        for (int kill = 0; kill < KILLS; kill++) {
          PublisherProcess publisher = PublisherProcess.start(shop, IncrementalPublisher.class);
          orders.permit(STATEMENTS_PER_PUBLISHER / 2); // more events than are waited for
          topics.readEvents(topics.readToEnd().size() + 1 + random.nextInt(ROWS / KILLS / 2));
          orders.permit(STATEMENTS_PER_PUBLISHER / 2);
          topics.readFor(Duration.ofMillis(random.nextInt(300)));
          publisher.kill();
          System.err.println("Killed after " + rows(topics.readToEnd()) + " rows of the snapshot");
        }
        PublisherProcess publisher = PublisherProcess.start(shop, IncrementalPublisher.class);
        orders.permit(STATEMENTS_PER_PUBLISHER);
        awaitEnd(shop, topics);
        orders.awaitChanges();
        shop.mark(1);
        topics.readToMark(1);
        assertThat(publisher.terminate()).isIn(0, SIGTERM_EXIT);

        List<Event> events = topics.readToEnd();
        noRowIsOlderThanAnEventBefore(events);
        new Comparison(events).addsUpToTheTables(shop);
      }
    }
  }

  private static long rows(List<Event> events) {
    return events.stream().filter(event -> event.change().op().equals("r")).count();
  }

  private static void awaitEnd(Shop shop, TopicReader topics) {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    try (KafkaSnapshotJournal journal = IncrementalPublisher.journal(shop)) {
      while (!journal
          .read(shop.name() + "/" + shop.name() + "/incremental")
          .getOrDefault("incremental", "")
          .contains("\"requests\":[]")) {
        assertThat(System.nanoTime()).as("the snapshot does not end").isLessThan(deadline);
        topics.readFor(Duration.ofMillis(200));
      }
    }
  }

  private static void noRowIsOlderThanAnEventBefore(List<Event> events) {
    Map<String, Double> newest = new HashMap<>();
    Set<String> deleted = new HashSet<>();
    for (Event event : events) {
      String key = event.change().row();
      if (event.change().op().equals("d")) {
        deleted.add(key); // and no row ever gets this key again
      } else if (event.change().table().equals("orders")) {
        double total = Double.parseDouble(event.after().get("total"));
        if (event.change().op().equals("r")) {
          assertThat(deleted).as("before %s", event).doesNotContain(key);
          assertThat(total).as("%s", event).isGreaterThanOrEqualTo(newest.getOrDefault(key, 0.0));
        }
        newest.merge(key, total, Math::max);
      }
    }
  }
}
