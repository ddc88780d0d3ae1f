package io.tidemark.envelope;

/**
 * The settings of the JSON itself. Immutable and thread-safe.
 *
 * @param keys the settings of the keys' JSON converter
 * @param valueSchemas {@code schemas.enable} of the values' JSON converter; headers follow it
 * @param replaceNullWithDefault {@code replace.null.with.default} of the values' JSON converter:
 *     true there, false here, because it makes NULL look like a value
 * @param unavailable what becomes of unchanged TOASTed values
 * @param envelope what values hold
 */
public record FormatConfig(
    Keys keys,
    boolean valueSchemas,
    boolean replaceNullWithDefault,
    Unavailable unavailable,
    EnvelopeFormat envelope) {

  /**
   * The settings of the keys' JSON converter, which are apart from those of values.
   *
   * @param schemas {@code schemas.enable}
   * @param replaceNullWithDefault {@code replace.null.with.default}
   * @param numericDecimals {@code decimal.format=NUMERIC}
   */
  public record Keys(boolean schemas, boolean replaceNullWithDefault, boolean numericDecimals) {}

  /**
   * What becomes of an unchanged TOASTed value that the stream did not carry.
   *
   * @param handling {@code unavailable.value.handling}
   * @param header {@code unavailable.value.header}: lists the columns whose value that is, so that
   *     one which equals the placeholder is not mistaken for it; empty for none
   */
  public record Unavailable(UnavailableHandling handling, String header) {}

  /** What stands for an unchanged TOASTed value that the stream did not carry. */
  public enum UnavailableHandling {
    /** The placeholder of the type, as Debezium has it. */
    PLACEHOLDER,
    /** Nothing: the column is left out of {@code after}. */
    OMIT
  }

  /**
   * The converter's defaults, except for {@code replace.null.with.default} and {@code
   * schemas.enable}.
   */
  public static FormatConfig defaults() {
    return new FormatConfig(
        new Keys(false, false, false),
        false,
        false,
        new Unavailable(UnavailableHandling.PLACEHOLDER, ""),
        new EnvelopeFormat.Full());
  }
}
