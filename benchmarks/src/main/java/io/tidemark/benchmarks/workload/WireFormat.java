package io.tidemark.benchmarks.workload;

/** How the server sends values: pgoutput's option {@code binary}. */
public enum WireFormat {
  TEXT,
  BINARY
}
