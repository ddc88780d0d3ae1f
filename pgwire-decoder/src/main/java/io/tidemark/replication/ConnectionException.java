package io.tidemark.replication;

import org.jspecify.annotations.Nullable;

/** No connection to the server, or the one that was there is lost. SQLSTATE class 08. */
public final class ConnectionException extends ReplicationException {
  private static final long serialVersionUID = 1L;

  ConnectionException(String message, String sqlState, @Nullable Throwable cause) {
    super(message, sqlState, cause);
  }
}
