package io.tidemark.replication;

import org.jspecify.annotations.Nullable;

/** The replication slot cannot be read. */
public final class SlotException extends ReplicationException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the slot. */
  public enum Kind {
    /** There is no slot of that name. */
    MISSING("42704"),
    /** Another connection reads it; see {@link SlotException#activePid()}. Passes by itself. */
    ACTIVE("55006"),
    /** The server has removed WAL or rows that it needs: it can never be read again. */
    INVALIDATED("55000"),
    /** It is a physical slot, or one of another output plugin than pgoutput. */
    WRONG_PLUGIN("55000"),
    /** It belongs to another database than the one connected to. */
    WRONG_DATABASE("55000"),
    /** The server has not got the WAL that was confirmed before, or that is to be started at. */
    BEHIND("55000"),
    /** It is beyond what its last reader had confirmed: made anew, or advanced by someone else. */
    MOVED("55000"),
    /** It is on another database cluster than the one that was read before. */
    WRONG_SYSTEM("55000");

    private final String sqlState;

    Kind(String sqlState) {
      this.sqlState = sqlState;
    }
  }

  private final Kind kind;
  private final String slot;
  private final int activePid;

  SlotException(Kind kind, String slot, String message, @Nullable Throwable cause) {
    this(kind, slot, 0, message, cause);
  }

  private SlotException(
      Kind kind, String slot, int activePid, String message, @Nullable Throwable cause) {
    super("replication slot " + Sql.identifier(slot) + " " + message, kind.sqlState, cause);
    this.kind = kind;
    this.slot = slot;
    this.activePid = activePid;
  }

  static SlotException active(String slot, int pid, @Nullable Throwable cause) {
    String message =
        "is active for PID %d; expected a free slot: stop its reader, or end it with SELECT pg_terminate_backend(%d)"
            .formatted(pid, pid);
    return new SlotException(Kind.ACTIVE, slot, pid, message, cause);
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }

  /** The slot's name. */
  public String slot() {
    return slot;
  }

  /** The process on the server that holds the slot; 0 unless the kind is ACTIVE. */
  public int activePid() {
    return activePid;
  }
}
