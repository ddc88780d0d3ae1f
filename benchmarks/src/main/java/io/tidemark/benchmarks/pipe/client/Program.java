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
  DEBEZIUM_LATENCY;

  ClientProgram open() {
    return switch (this) {
      case RAW_GULPS -> new RawRead();
      case RAW_BLOCKING -> new BlockingRead();
      case STREAM -> new CountingStream();
      case PUBLISHER -> new TidemarkPipe();
      case DEBEZIUM_DEFAULT -> new DebeziumPipe(DebeziumTuning.NONE);
      case DEBEZIUM_THROUGHPUT -> new DebeziumPipe(DebeziumTuning.THROUGHPUT);
      case DEBEZIUM_LATENCY -> new DebeziumPipe(DebeziumTuning.LATENCY);
    };
  }
}
