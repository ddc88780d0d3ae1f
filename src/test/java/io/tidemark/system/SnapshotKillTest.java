package io.tidemark.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills publishers amid a snapshot, while its tables are written to; {@code -Dsnapshot.rounds=20}
 * for more rounds than the build takes.
 */
@Tag("slow")
final class SnapshotKillTest {
  private static final int ROUNDS = Integer.getInteger("snapshot.rounds", 1);
  private static final int KILLS = 4;
  private static final int ROWS = 100_000;
  private static final int STATEMENTS_PER_PUBLISHER = 2_000;
  private static final int ROW_CHANGES = 6_000;
  private static final int SIGTERM_EXIT = 143;

  @Test
  void killedSnapshotsLoseAndOverwriteNothing() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = new Random().nextLong();
      System.err.println("Round " + round + " of the snapshot kill test has the seed " + seed);
      round(round, new Random(seed));
    }
  }

  private static void round(int number, Random random) throws Exception {
    EmbeddedServers servers = new EmbeddedServers();
    Shop shop = Shop.create(servers, "snapshot_" + number);
    String threads = Integer.toString(1 + random.nextInt(3));
    servers.execute(
        shop.name(),
        "SELECT pg_drop_replication_slot('" + shop.name() + "')",
        "INSERT INTO orders SELECT -g, g % 10, g, repeat('old', 40) FROM generate_series(1, "
            + ROWS
            + ") g");
    Semaphore statements = new Semaphore(0);
    long seed = random.nextLong();
    CompletableFuture<Void> changing =
        CompletableFuture.runAsync(() -> changeOldRows(shop, new Random(seed), statements));
    CompletableFuture<Void> writing = new Workload().start(shop, ROW_CHANGES, seed);
    try (TopicReader topics = new TopicReader(shop)) {
      int seen = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        PublisherProcess publisher =
            PublisherProcess.start(shop, SnapshottingPublisher.class, threads);
        topics.readEvents(Math.min(ROWS / 2, seen + 1 + random.nextInt(ROWS / KILLS)));
        statements.release(STATEMENTS_PER_PUBLISHER);
        topics.readFor(Duration.ofMillis(random.nextInt(300)));
        publisher.kill();
        seen = topics.readToEnd().size();
        System.err.println("Killed after " + seen + " events");
      }
      PublisherProcess publisher =
          PublisherProcess.start(shop, SnapshottingPublisher.class, threads);
      statements.release(STATEMENTS_PER_PUBLISHER);
      writing.join();
      changing.join();
      shop.mark(1);
      topics.readToMark(1);
      assertThat(publisher.terminate()).isIn(0, SIGTERM_EXIT);

      List<Event> events = topics.readToEnd();
      noRowFollowsAnEventOfItsKey(events);
      new Comparison(events).addsUpToTheTables(shop);
    }
    servers.execute(shop.name(), "SELECT pg_drop_replication_slot('" + shop.name() + "')");
  }

  /**
   * Updates, moves, deletes and renumbers rows that the snapshot reads: a burst of statements once
   * each publisher is amid its work, so that a fast machine does not make more of them.
   */
  private static void changeOldRows(Shop shop, Random random, Semaphore permitted) {
    try (Connection connection = shop.servers().connect(shop.name());
        Statement statement = connection.createStatement()) {
      for (int made = 0; made < (KILLS + 1) * STATEMENTS_PER_PUBLISHER; made++) {
        permitted.acquireUninterruptibly();
        int id = -1 - random.nextInt(ROWS);
        String sql =
            switch (random.nextInt(10)) {
              case 0 -> "DELETE FROM orders WHERE id = " + id;
              case 1 -> "UPDATE orders SET id = id - " + ROWS + " WHERE id = " + id;
              default ->
                  "UPDATE orders SET total = total + 1, note = repeat('new', "
                      + random.nextInt(80)
                      + ") WHERE id BETWEEN "
                      + (id - 5)
                      + " AND "
                      + id;
            };
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
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
