package io.tidemark.replication;

/**
 * The thread was interrupted while it waited for the server; its interrupt flag is set again.
 * SQLSTATE 57014, query_canceled.
 */
public final class StreamInterruptedException extends ReplicationException {
  private static final long serialVersionUID = 1L;

  StreamInterruptedException(String message, Throwable cause) {
    super(message, "57014", cause);
  }
}
