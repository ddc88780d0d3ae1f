package io.tidemark.benchmarks.pipe.client;

/** The clients there are. */
public enum Program {
  /** PgJDBC's COPY through our gulping socket, nothing decoded: the limit. */
  RAW_GULPS,
  /** PgJDBC's own replication stream, which waits for each message: what most clients do. */
  RAW_BLOCKING,
  /** ReplicationStream with a handler that counts. */
  STREAM,
  /** The publisher to Kafka, everything at its default. */
  PUBLISHER,
  /** Debezium's engine to Kafka, every setting of Debezium's at its default. */
  DEBEZIUM_DEFAULT,
  /** The same, set for throughput. */
  DEBEZIUM_THROUGHPUT,
  /** The same, set for latency. */
  DEBEZIUM_LATENCY,
  /** Debezium's newest connector on a Kafka Connect worker, every setting at its default. */
  CONNECT_DEFAULT,
  /** The same, set for throughput. */
  CONNECT_THROUGHPUT,
  /** COPY of a table, drained: what psql does with {@code COPY t TO STDOUT}. */
  COPY,
  /** The publisher's snapshot to Kafka, everything at its default. */
  SNAPSHOT,
  /** The same with a thread for each core. */
  SNAPSHOT_PARALLEL,
  /** Debezium's initial snapshot to Kafka, set for throughput, with one thread. */
  DEBEZIUM_SNAPSHOT,
  /** The same with a thread for each core. */
  DEBEZIUM_SNAPSHOT_PARALLEL;

  /** False when what it runs has to be fetched first. */
  public boolean isInstalled() {
    return (this != CONNECT_DEFAULT && this != CONNECT_THROUGHPUT) || ConnectWorker.isInstalled();
  }

  ClientProgram open() {
    return switch (this) {
      case RAW_GULPS -> new RawRead();
      case RAW_BLOCKING -> new BlockingRead();
      case STREAM -> new CountingStream();
      case PUBLISHER -> new TidemarkPipe();
      case DEBEZIUM_DEFAULT -> new DebeziumPipe(DebeziumTuning.NONE);
      case DEBEZIUM_THROUGHPUT -> new DebeziumPipe(DebeziumTuning.THROUGHPUT);
      case DEBEZIUM_LATENCY -> new DebeziumPipe(DebeziumTuning.LATENCY);
      case CONNECT_DEFAULT -> new ConnectWorker(DebeziumTuning.NONE);
      case CONNECT_THROUGHPUT -> new ConnectWorker(DebeziumTuning.THROUGHPUT);
      case COPY -> new CopyTable();
      case SNAPSHOT -> new TidemarkSnapshot(1);
      case SNAPSHOT_PARALLEL -> new TidemarkSnapshot(Runtime.getRuntime().availableProcessors());
      case DEBEZIUM_SNAPSHOT -> new DebeziumPipe(DebeziumTuning.snapshot(1));
      case DEBEZIUM_SNAPSHOT_PARALLEL ->
          new DebeziumPipe(DebeziumTuning.snapshot(Runtime.getRuntime().availableProcessors()));
    };
  }
}
