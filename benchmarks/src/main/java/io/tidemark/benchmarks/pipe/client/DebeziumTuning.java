package io.tidemark.benchmarks.pipe.client;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Settings of Debezium and of the producer behind it, found best for one aim by measurement. */
record DebeziumTuning(Map<String, String> engine, Map<String, String> producer) {
  /** What Debezium does when nobody asks for more. */
  static final DebeziumTuning NONE = new DebeziumTuning(Map.of(), Map.of("linger.ms", "5"));

  /** Large batches and queues, every core. */
  static final DebeziumTuning THROUGHPUT =
      new DebeziumTuning(
          Map.of(
              "max.batch.size", "8192",
              "max.queue.size", "65536",
              "poll.interval.ms", "50",
              "record.processing.order", "ORDERED",
              "record.processing.threads", "AVAILABLE_CORES"),
          Map.of("batch.size", "262144", "buffer.memory", "134217728", "linger.ms", "10"));

  /** Its queue is looked at every millisecond. */
  static final DebeziumTuning LATENCY =
      new DebeziumTuning(Map.of("poll.interval.ms", "1"), Map.of("linger.ms", "0"));

  /** What the connector is told, in an engine or on a worker. */
  Map<String, String> connector(Task task) {
    URI url = URI.create(task.url().substring("jdbc:".length()));
    Map<String, String> settings = new HashMap<>();
    settings.put("name", "benchmark");
    settings.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    settings.put("database.hostname", url.getHost());
    settings.put("database.port", Integer.toString(url.getPort()));
    settings.put("database.dbname", url.getPath().substring(1));
    settings.put("database.user", "postgres");
    settings.put("database.password", "");
    settings.put("topic.prefix", task.topicPrefix());
    settings.put("plugin.name", "pgoutput");
    settings.put("publication.name", task.publication());
    settings.put("publication.autocreate.mode", "disabled");
    settings.put("slot.name", task.slot());
    settings.put("snapshot.mode", "no_data");
    settings.putAll(engine);
    return settings;
  }

  /** As for throughput, and so many threads read. */
  static DebeziumTuning snapshot(int threads) {
    Map<String, String> engine = new HashMap<>(THROUGHPUT.engine);
    engine.put("snapshot.mode", "initial_only");
    engine.put("snapshot.max.threads", Integer.toString(threads));
    return new DebeziumTuning(engine, THROUGHPUT.producer);
  }
}
