package io.tidemark.publisher.snapshot;

/** Ends a snapshot early, as asked; never leaves this package. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoppedException() {
    super("the publisher was asked to stop", null, false, false);
  }
}
