package io.tidemark.replication;

import org.jspecify.annotations.Nullable;

/** Something that replication needs is not there, and stays away until somebody changes it. */
public final class PrerequisiteException extends ReplicationException {
  private static final long serialVersionUID = 1L;

  /** What is missing. */
  public enum Kind {
    /** {@code wal_level = logical}. */
    WAL_LEVEL("55000"),
    /** A publication of that name in the database. */
    PUBLICATION("42704"),
    /** The role's REPLICATION attribute. */
    REPLICATION_ROLE("42501"),
    /** A server that is new enough for what the configuration asks for. */
    SERVER_VERSION("0A000");

    private final String sqlState;

    Kind(String sqlState) {
      this.sqlState = sqlState;
    }
  }

  private final Kind kind;

  PrerequisiteException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, kind.sqlState, cause);
    this.kind = kind;
  }

  /** What is missing. */
  public Kind kind() {
    return kind;
  }
}
