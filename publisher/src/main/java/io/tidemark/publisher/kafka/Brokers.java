package io.tidemark.publisher.kafka;

import static org.apache.kafka.clients.producer.ProducerConfig.BOOTSTRAP_SERVERS_CONFIG;

import io.tidemark.publisher.SinkException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Asks the brokers, before anything is sent to them. */
final class Brokers {

  private Brokers() {}

  /**
   * A client, once a broker has answered it.
   *
   * @param producer the producer's settings, of which those of the connection are used
   * @throws SinkException when none does in time
   */
  static Admin connect(Map<String, Object> producer, Duration timeout) {
    Admin admin = open(producer);
    boolean answered = false;
    try {
      admin.describeCluster().nodes().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      answered = true;
      return admin;
    } catch (TimeoutException e) {
      throw unreachable(producer, "no broker answered within " + timeout.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw unreachable(producer, reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(producer, "interrupted", e);
    } finally {
      if (!answered) {
        admin.close(Duration.ZERO); // without it, close waits for the answer that did not come
      }
    }
  }

  private static Admin open(Map<String, Object> producer) {
    try {
      return Admin.create(connection(producer));
    } catch (KafkaException e) {
      throw unreachable(producer, reason(e), e);
    }
  }

  /**
   * The settings that say how to reach the brokers, without those that only a producer knows. Who
   * asks a few questions has no metrics of interest, and to make them takes longer than to ask.
   */
  static Map<String, Object> connection(Map<String, Object> producer) {
    Map<String, Object> connection = new HashMap<>(producer);
    connection.keySet().retainAll(AdminClientConfig.configNames());
    connection.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    connection.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
    return connection;
  }

  /** The innermost message: Kafka's outer ones say only that construction failed. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  static SinkException unreachable(Map<String, Object> producer, String found, Throwable cause) {
    return new SinkException(
        "Kafka at "
            + producer.get(BOOTSTRAP_SERVERS_CONFIG)
            + ": "
            + found
            + ". Check producer.bootstrap.servers, the network, and producer.security.protocol",
        cause);
  }
}
