package io.tidemark.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.Publisher;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the pipe promises, on whatever servers a subclass brings. */
abstract class PipeContract {
  private static final int SIGTERM_EXIT = 143;
  private static final int ROW_CHANGES = 12_000;

  private final Servers servers;

  PipeContract(Servers servers) {
    this.servers = servers;
  }

  @Test
  void topicsAddUpToTheTablesTransactionByTransaction() throws Exception {
    Shop shop = Shop.create(servers, "whole");
    Workload workload = new Workload();
    try (Publisher publisher = PublisherProcess.publisher(shop);
        TopicReader topics = new TopicReader(shop)) {
      CompletableFuture<Void> running = CompletableFuture.runAsync(publisher::run);
      workload.start(shop, ROW_CHANGES, 1).join();
      shop.mark(1);
      topics.readToMark(1);
      publisher.stop();
      assertThat(running).succeedsWithin(Duration.ofSeconds(5));

      Comparison comparison = new Comparison(topics.readToEnd());
      comparison.hasNoDuplicates();
      comparison.hasTheTransactions(workload.committed());
      comparison.addsUpToTheTables(shop);
      comparison.keepsTheOrderOfEachKey();
    }
  }

  @Test
  void killedPublisherLosesNothingAndRepeatsOnlyWholeTransactions() throws Exception {
    long seed = new Random().nextLong();
    System.err.println("The kill test's seed is " + seed);
    Random random = new Random(seed);
    Shop shop = Shop.create(servers, "killed");
    Workload workload = new Workload();
    CompletableFuture<Void> writing = workload.start(shop, ROW_CHANGES, seed);
    try (TopicReader topics = new TopicReader(shop)) {
      int seen = 0;
      for (int kill = 0; kill < 3; kill++) {
        PublisherProcess publisher = PublisherProcess.start(shop);
        seen = Math.min(ROW_CHANGES, seen + 1 + random.nextInt(3_000)); // never more than will come
        topics.readEvents(seen);
        topics.readFor(Duration.ofMillis(random.nextInt(500)));
        publisher.kill();
        seen = topics.readToEnd().size();
      }
      PublisherProcess publisher = PublisherProcess.start(shop);
      writing.join();
      shop.mark(1);
      topics.readToMark(1);
      assertThat(publisher.terminate()).isIn(0, SIGTERM_EXIT);

      Comparison comparison = new Comparison(topics.readToEnd());
      comparison.hasTheTransactions(workload.committed());
      comparison.addsUpToTheTables(shop);
      comparison.keepsTheOrderOfEachKey();
      comparison.repeatsOnlyWholeTransactions();
      System.err.println("Repeated after three kills: " + comparison.duplicates() + " events");
    }
  }
}
