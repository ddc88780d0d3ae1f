package io.tidemark.publisher;

/** The sink cannot be reached, or will never deliver a record that it was given. */
public final class SinkException extends PublisherException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line: the place, what was found, the remedy
   * @param cause what the sink's client said
   */
  public SinkException(String message, Throwable cause) {
    super(message, cause);
  }
}
