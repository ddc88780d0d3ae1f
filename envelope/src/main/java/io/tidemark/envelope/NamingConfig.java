package io.tidemark.envelope;

/**
 * The settings that change names. Immutable and thread-safe.
 *
 * @param fields {@code field.name.adjustment.mode}
 * @param schemas {@code schema.name.adjustment.mode}
 */
public record NamingConfig(NameAdjustment fields, NameAdjustment schemas) {

  /** Names stay. */
  public static NamingConfig defaults() {
    return new NamingConfig(NameAdjustment.NONE, NameAdjustment.NONE);
  }
}
