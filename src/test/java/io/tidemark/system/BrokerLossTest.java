package io.tidemark.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.PublisherState;
import io.tidemark.testing.TestKafkaCluster;
import io.tidemark.testing.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three brokers, of which one and then another dies and comes back while the pipe runs. */
@Tag("slow")
class BrokerLossTest {
  private static final int ROW_CHANGES = 20_000;

  @Test
  void brokersThatDieAndReturnLoseAndRepeatNothing() throws Exception {
    List<PublisherState> states = new CopyOnWriteArrayList<>();
    try (TestKafkaCluster cluster = TestKafkaCluster.start(3)) {
      Shop shop = Shop.create(new ClusterServers(cluster), "brokerloss");
      Workload workload = new Workload();
      try (Publisher publisher = PublisherProcess.builder(shop).onState(states::add).build();
          TopicReader topics = new TopicReader(shop)) {
        CompletableFuture<Void> running = CompletableFuture.runAsync(publisher::run);
        CompletableFuture<Void> writing = workload.start(shop, ROW_CHANGES, 3);
        topics.readEvents(ROW_CHANGES / 10);
        cluster.kill(0);
        topics.readEvents(ROW_CHANGES / 4);
        cluster.restart(0);
        topics.readEvents(ROW_CHANGES / 3);
        cluster.kill(1);
        writing.join();
        shop.mark(1);
        topics.readToMark(1);
        cluster.restart(1);
        shop.mark(2);
        topics.readToMark(2);
        assertThat(publisher.stop()).isTrue();
        assertThat(running).succeedsWithin(Duration.ofSeconds(5));

        Comparison comparison = new Comparison(topics.readToEnd());
        comparison.hasTheTransactions(workload.committed());
        comparison.addsUpToTheTables(shop);
        comparison.keepsTheOrderOfEachKey();
        comparison.hasNoDuplicates();
        assertThat(states)
            .as("a lost broker is no failure of the pipe")
            .noneMatch(PublisherState.Retrying.class::isInstance);
      }
    }
  }

  private record ClusterServers(TestKafkaCluster cluster) implements Servers {
    @Override
    public String jdbcUrl(String database) {
      return TestPostgres.shared().jdbcUrl(database);
    }

    @Override
    public String bootstrapServers() {
      return cluster.bootstrapServers();
    }

    @Override
    public int replicas() {
      return 3;
    }
  }
}
