package io.tidemark.publisher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.publisher.ConfigurationException;
import io.tidemark.publisher.HeldSink;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.PublisherState;
import io.tidemark.publisher.snapshot.InitialSnapshot;
import io.tidemark.publisher.snapshot.SnapshotConfig;
import io.tidemark.publisher.snapshot.SnapshotMode;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.testing.TestDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MonitoringServerTest {
  private final TestDatabase database = TestDatabase.create("monitoring");
  private final CountDownLatch streaming = new CountDownLatch(1);

  @Test
  void tellsHowThePublisherDoes() throws Exception {
    database.execute(
        "CREATE TABLE orders AS SELECT generate_series(1, 3) AS id",
        "CREATE PUBLICATION p FOR TABLE orders");
    database.createSlot();
    CompletableFuture<Void> running;
    try (Publisher publisher = publisher();
        MonitoringServer server =
            MonitoringServer.start(new InetSocketAddress("localhost", 0), publisher, config())) {
      assertThat(get(server, "/health").statusCode()).as("before the run").isEqualTo(503);
      running = CompletableFuture.runAsync(publisher::run);
      assertThat(streaming.await(20, TimeUnit.SECONDS)).isTrue();

      HttpResponse<String> health = get(server, "/health");
      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(health.body()).isEqualTo("{\"state\":\"streaming\"}");
      HttpResponse<String> metrics = get(server, "/metrics");
      assertThat(metrics.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/plain; version=0.0.4");
      assertThat(metrics.body())
          .contains("tidemark_lag_bytes{rung=\"confirmed\",slot=\"" + database.name() + "\"}")
          .contains("tidemark_retries_total{slot=\"" + database.name() + "\"} 0.0");
      JsonNode status = new ObjectMapper().readTree(get(server, "/status").body());
      assertThat(status.path("state").asText()).isEqualTo("streaming");
      assertThat(status.path("slot").asText()).isEqualTo(database.name());
      assertThat(status.at("/unacked/transactions").isInt()).isTrue();
      assertThat(status.at("/snapshot/rows").asLong()).isEqualTo(3);
      assertThat(status.at("/snapshot/tables/0/name").asText()).isEqualTo("public.orders");
      assertThat(status.at("/snapshot/tables/0/fraction").asDouble()).isOne();
      assertThat(get(server, "/other").statusCode()).isEqualTo(404);
      assertThat(request(server, "/health", "DELETE").statusCode()).isEqualTo(405);
    }
    assertThat(running).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void portThatIsTakenIsASettingToChange() throws IOException {
    try (ServerSocket taken = new ServerSocket(0);
        Publisher publisher = publisher()) {
      InetSocketAddress address = new InetSocketAddress("0.0.0.0", taken.getLocalPort());
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> MonitoringServer.start(address, publisher, config()))
          .withMessageContaining("http.port=" + taken.getLocalPort() + ": cannot listen there");
    }
  }

  private static HttpResponse<String> get(MonitoringServer server, String path) throws Exception {
    return request(server, path, "GET");
  }

  private static HttpResponse<String> request(MonitoringServer server, String path, String method)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
  }

  private Publisher publisher() {
    return Publisher.builder(config())
        .sink(HeldSink.delivering())
        .snapshot(InitialSnapshot.unrecorded(SnapshotConfig.of(SnapshotMode.ALWAYS)))
        .onState(
            state -> {
              if (state instanceof PublisherState.Streaming) {
                streaming.countDown();
              }
            })
        .build();
  }

  private ReplicationConfig config() {
    return database.replication().build();
  }
}
