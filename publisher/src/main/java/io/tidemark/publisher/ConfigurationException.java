package io.tidemark.publisher;

/**
 * A setting that is unknown, has a bad value, contradicts another, or is not supported. Nothing was
 * started.
 */
public final class ConfigurationException extends PublisherException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line: the setting, what was found, what is expected
   */
  public ConfigurationException(String message) {
    super(message, null);
  }
}
