package io.tidemark.replication;

/**
 * Whether the server sends large transactions while they are still in progress (option {@code
 * streaming} of pgoutput).
 */
public enum Streaming {
  /** A transaction is sent when it has committed; the server spills large ones to its disk. */
  OFF("off", ProtocolVersion.V1),
  /** Blocks of a transaction arrive while it runs, and it may still abort. Protocol version 2. */
  ON("on", ProtocolVersion.V2),
  /** As ON, with the position and time of aborts. Protocol version 4, PostgreSQL 16. */
  PARALLEL("parallel", ProtocolVersion.V4);

  private final String option;
  private final ProtocolVersion since;

  Streaming(String option, ProtocolVersion since) {
    this.option = option;
    this.since = since;
  }

  String option() {
    return option;
  }

  ProtocolVersion since() {
    return since;
  }
}
