package io.tidemark.publisher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidemark.publisher.ConfigurationException;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.PublisherState;
import io.tidemark.publisher.internal.DaemonThread;
import io.tidemark.publisher.metrics.PublisherMetrics;
import io.tidemark.publisher.metrics.PublisherMonitor;
import io.tidemark.replication.ReplicationConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Tells over HTTP how a publisher does:
 *
 * <pre>
 * /metrics   Prometheus' text format
 * /status    JSON: state, positions, lag, what is not acknowledged, the bottleneck
 * /health    200 while events flow or would, 503 otherwise; the state as JSON
 * </pre>
 */
final class MonitoringServer implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final HttpServer server;
  private final ExecutorService threads;
  private final PublisherMonitor monitor;
  private final PrometheusMeterRegistry registry;

  private MonitoringServer(
      HttpServer server,
      ExecutorService threads,
      PublisherMonitor monitor,
      PrometheusMeterRegistry registry) {
    this.server = server;
    this.threads = threads;
    this.monitor = monitor;
    this.registry = registry;
  }

  /**
   * Watches the publisher, and listens.
   *
   * @param replication what it reads
   * @throws ConfigurationException when the address cannot be had
   */
  static MonitoringServer start(
      InetSocketAddress address, Publisher publisher, ReplicationConfig replication) {
    HttpServer server;
    try {
      server =
          HttpServer.create(new InetSocketAddress(address.getHostString(), address.getPort()), 0);
    } catch (IOException e) {
      throw new ConfigurationException(
          "http.host=%s, http.port=%d: cannot listen there: %s"
              .formatted(address.getHostString(), address.getPort(), e.getMessage()));
    }
    PublisherMonitor monitor = PublisherMonitor.start(publisher, replication, INTERVAL);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new PublisherMetrics(monitor).bindTo(registry);
    // Not the default, which answers on the thread that accepts, and is no daemon
    ExecutorService threads = Executors.newSingleThreadExecutor(new DaemonThread("tidemark-http"));
    server.setExecutor(threads);
    server.createContext("/metrics", text("text/plain; version=0.0.4", registry::scrape));
    server.createContext(
        "/status",
        text("application/json", () -> StatusJson.status(monitor.slot(), publisher, monitor)));
    server.createContext("/health", exchange -> health(exchange, publisher.status().state()));
    server.start();
    return new MonitoringServer(server, threads, monitor, registry);
  }

  private static HttpHandler text(String type, Supplier<String> body) {
    return exchange -> answer(exchange, 200, type, body.get());
  }

  private static void health(HttpExchange exchange, PublisherState state) throws IOException {
    answer(
        exchange,
        StatusJson.isHealthy(state) ? 200 : 503,
        "application/json",
        StatusJson.health(state));
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    try (exchange) {
      boolean head = exchange.getRequestMethod().equals("HEAD");
      if (!head && !exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
      exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
      if (!head) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  /** The port that it listens on: another one than 0 when that was asked for. */
  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
    monitor.close();
    registry.close();
  }
}
