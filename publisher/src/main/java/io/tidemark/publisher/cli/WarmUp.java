package io.tidemark.publisher.cli;

import io.tidemark.publisher.internal.DaemonThread;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads what {@code run} is going to need, on another core while this one reads the command line
 * and the settings: more than half of a start is the loading of classes, and most of those are
 * Kafka's.
 */
final class WarmUp {

  /** Each brings many others with it; one that is not there any more makes a start slower. */
  private static final List<String> CLASSES =
      List.of(
          "org.apache.kafka.common.protocol.ApiKeys",
          "org.apache.kafka.clients.admin.AdminClientConfig",
          "org.apache.kafka.clients.admin.KafkaAdminClient",
          "org.apache.kafka.clients.producer.ProducerConfig",
          "org.apache.kafka.clients.producer.KafkaProducer",
          "org.apache.kafka.clients.producer.internals.Sender",
          "org.apache.kafka.clients.producer.internals.RecordAccumulator",
          "org.apache.kafka.common.record.internal.MemoryRecordsBuilder");

  /** Nothing to wait for. */
  static final WarmUp NONE = new WarmUp(CompletableFuture.completedFuture(null));

  private final CompletableFuture<?> loaded;

  private WarmUp(CompletableFuture<?> loaded) {
    this.loaded = loaded;
  }

  static WarmUp start() {
    DaemonThread thread = new DaemonThread("tidemark-warm-up");
    return new WarmUp(
        CompletableFuture.runAsync(WarmUp::load, task -> thread.newThread(task).start()));
  }

  /**
   * Before the first use of these classes: two threads that initialize classes which need each
   * other wait for each other.
   */
  void await() {
    loaded.join();
  }

  private static void load() {
    for (String name : CLASSES) {
      try {
        Class.forName(name);
      } catch (ClassNotFoundException e) {
        Logger log = LoggerFactory.getLogger(WarmUp.class);
        log.debug("Class {} is not there to be loaded early", name);
      }
    }
  }
}
