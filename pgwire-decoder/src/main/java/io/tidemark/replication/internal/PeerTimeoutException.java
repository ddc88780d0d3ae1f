package io.tidemark.replication.internal;

import java.io.IOException;
import java.time.Duration;

/** The server sent nothing for too long, although it was asked to answer. */
public final class PeerTimeoutException extends IOException {
  private static final long serialVersionUID = 1L;

  PeerTimeoutException(Duration silence) {
    super("no byte from the server for " + silence.toMillis() + " ms");
  }
}
