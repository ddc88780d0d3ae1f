package io.tidemark.publisher;

import org.jspecify.annotations.Nullable;

/**
 * Why the publisher cannot start or go on, in one line that names the place, what was found, and
 * the remedy. Causes in PostgreSQL come as {@link io.tidemark.replication.ReplicationException}
 * instead.
 */
public abstract sealed class PublisherException extends RuntimeException
    permits ConfigurationException, SinkException {
  private static final long serialVersionUID = 1L;

  PublisherException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
