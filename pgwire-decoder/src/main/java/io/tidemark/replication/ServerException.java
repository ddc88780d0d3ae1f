package io.tidemark.replication;

import org.jspecify.annotations.Nullable;

/** The server refused; {@link #sqlState()} says why. */
public final class ServerException extends ReplicationException {
  private static final long serialVersionUID = 1L;

  ServerException(String message, String sqlState, @Nullable Throwable cause) {
    super(message, sqlState, cause);
  }
}
