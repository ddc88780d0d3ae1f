package io.tidemark.publisher;

/** The sink cannot be reached, or will never deliver a record that it was given. */
public final class SinkException extends PublisherException {
  private static final long serialVersionUID = 1L;

  private final boolean permanent;

  /**
   * A failure that another attempt may overcome.
   *
   * @param message one line: the place, what was found, the remedy
   * @param cause what the sink's client said
   */
  public SinkException(String message, Throwable cause) {
    this(message, cause, false);
  }

  private SinkException(String message, Throwable cause, boolean permanent) {
    super(message, cause);
    this.permanent = permanent;
  }

  /** A failure that stays until somebody changes a setting, a right, or the row itself. */
  public static SinkException permanent(String message, Throwable cause) {
    return new SinkException(message, cause, true);
  }

  /** Whether every further attempt would fail in the same way. */
  public boolean isPermanent() {
    return permanent;
  }
}
