package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.pipe.client.Program;

/** What reads the table in {@link SnapshotCommand}, in the order of its table. */
enum SnapshotContender {
  COPY("COPY … TO STDOUT, drained: the limit", Program.COPY),
  SNAPSHOT("Tidemark snapshot to Kafka, one thread", Program.SNAPSHOT),
  SNAPSHOT_PARALLEL("Tidemark snapshot to Kafka, a thread a core", Program.SNAPSHOT_PARALLEL),
  DEBEZIUM("Debezium snapshot to Kafka, tuned, one thread", Program.DEBEZIUM_SNAPSHOT),
  DEBEZIUM_PARALLEL(
      "Debezium snapshot to Kafka, tuned, a thread a core", Program.DEBEZIUM_SNAPSHOT_PARALLEL);

  private final String title;
  private final Program program;

  SnapshotContender(String title, Program program) {
    this.title = title;
    this.program = program;
  }

  String title() {
    return title;
  }

  Program program() {
    return program;
  }

  /** Whether its rows become records. */
  boolean isToKafka() {
    return this != COPY;
  }
}
