package io.tidemark.envelope;

/** What an envelope tells: the field {@code op}, and the tombstone that has no envelope. */
public enum Operation {
  /** A row was inserted. */
  CREATE("c"),
  /** A row was updated. */
  UPDATE("u"),
  /** A row was deleted. */
  DELETE("d"),
  /** A row was read by a snapshot. */
  READ("r"),
  /** A table was truncated. */
  TRUNCATE("t"),
  /** A logical message was emitted. */
  MESSAGE("m"),
  /** A null value after a delete, so that log compaction forgets the key. */
  TOMBSTONE(""),
  /** A BEGIN or END record of the transaction topic. */
  TRANSACTION(""),
  /** A heartbeat. */
  HEARTBEAT("");

  private final String code;

  Operation(String code) {
    this.code = code;
  }

  /** The value of {@code op}; empty where the record has no such field. */
  public String code() {
    return code;
  }
}
