package io.tidemark.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.kafka.KafkaSnapshotJournal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills publishers amid an incremental snapshot, while its table is written to; {@code
 * -Dsnapshot.rounds=20} for more rounds than the build takes.
 */
@Tag("slow")
final class IncrementalKillTest {
  private static final int ROUNDS = Integer.getInteger("snapshot.rounds", 1);
  private static final int KILLS = 4;
  private static final int ROWS = 20_000;
  private static final int STATEMENTS_PER_PUBLISHER = 1_500;
  private static final int SIGTERM_EXIT = 143;

  @Test
  void killedIncrementalSnapshotsLoseAndOverwriteNothing() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = new Random().nextLong();
      System.err.println("Round " + round + " of the incremental kill test has the seed " + seed);
      round(round, new Random(seed));
    }
  }

  private static void round(int number, Random random) throws Exception {
    EmbeddedServers servers = new EmbeddedServers();
    Shop shop = Shop.create(servers, "incremental_" + number);
    String dropSlot = "SELECT pg_drop_replication_slot('" + shop.name() + "')";
    servers.execute(
        shop.name(),
        dropSlot,
        "CREATE TABLE signals (id text PRIMARY KEY, type text, data text)",
        "INSERT INTO orders SELECT -g, g % 10, g, repeat('old', 40) FROM generate_series(1, "
            + ROWS
            + ") g",
        "SELECT pg_create_logical_replication_slot('" + shop.name() + "', 'pgoutput')",
        "INSERT INTO signals VALUES ('k', 'execute-snapshot', '{\"data-collections\":"
            + " [\"public\\\\.(orders|customers)\"]}')");
    Semaphore statements = new Semaphore(0);
    long seed = random.nextLong();
    CompletableFuture<Void> changing =
        CompletableFuture.runAsync(() -> changeOldRows(shop, new Random(seed), statements));
    try (TopicReader topics = new TopicReader(shop)) {
      for (int kill = 0; kill < KILLS; kill++) {
        PublisherProcess publisher = PublisherProcess.start(shop, IncrementalPublisher.class);
        statements.release(STATEMENTS_PER_PUBLISHER / 2); // more events than are waited for
        topics.readEvents(topics.readToEnd().size() + 1 + random.nextInt(ROWS / KILLS / 2));
        statements.release(STATEMENTS_PER_PUBLISHER / 2);
        topics.readFor(Duration.ofMillis(random.nextInt(300)));
        publisher.kill();
        System.err.println("Killed after " + rows(topics.readToEnd()) + " rows of the snapshot");
      }
      PublisherProcess publisher = PublisherProcess.start(shop, IncrementalPublisher.class);
      statements.release(STATEMENTS_PER_PUBLISHER);
      awaitEnd(shop, topics);
      changing.join();
      shop.mark(1);
      topics.readToMark(1);
      assertThat(publisher.terminate()).isIn(0, SIGTERM_EXIT);

      List<Event> events = topics.readToEnd();
      noRowIsOlderThanAnEventBefore(events);
      new Comparison(events).addsUpToTheTables(shop);
    }
    servers.execute(shop.name(), dropSlot);
  }

  private static long rows(List<Event> events) {
    return events.stream().filter(event -> event.change().op().equals("r")).count();
  }

  private static void awaitEnd(Shop shop, TopicReader topics) {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    try (KafkaSnapshotJournal journal = IncrementalPublisher.journal(shop)) {
      while (!journal
          .read(shop.name() + "/incremental")
          .getOrDefault("incremental", "")
          .contains("\"requests\":[]")) {
        assertThat(System.nanoTime()).as("the snapshot does not end").isLessThan(deadline);
        topics.readFor(Duration.ofMillis(200));
      }
    }
  }

  /**
   * Updates, deletes and renumbers rows; the total of a key only grows. A burst of statements for
   * each publisher, so that a fast machine does not make more of them.
   */
  private static void changeOldRows(Shop shop, Random random, Semaphore permitted) {
    try (Connection connection = shop.servers().connect(shop.name());
        Statement statement = connection.createStatement()) {
      for (int made = 0; made < (KILLS + 1) * STATEMENTS_PER_PUBLISHER; made++) {
        permitted.acquireUninterruptibly();
        int id = -1 - random.nextInt(ROWS);
        statement.execute(
            switch (random.nextInt(10)) {
              case 0 -> "DELETE FROM orders WHERE id = " + id;
              case 1 -> "UPDATE orders SET id = id - " + ROWS + " WHERE id = " + id;
              default ->
                  "UPDATE orders SET total = total + 1, note = repeat('new', 40) WHERE id BETWEEN %d AND %d"
                      .formatted(id - 5, id);
            });
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
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
