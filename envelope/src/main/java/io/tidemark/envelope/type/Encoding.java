package io.tidemark.envelope.type;

import org.jspecify.annotations.Nullable;

/**
 * How the values of one type, with one modifier, become JSON.
 *
 * @param schema what the values promise to be; where it is required, the column decides about null
 * @param encoder belongs to one thread
 * @param fallback JSON that stands for a NOT NULL column which the old row does not carry; null
 *     where even Debezium has none
 * @param unavailable JSON that stands for a TOASTed value which the stream did not carry; null
 *     where the type has no placeholder
 */
public record Encoding(
    ConnectSchema schema,
    ColumnEncoder encoder,
    @Nullable String fallback,
    @Nullable String unavailable) {

  /** An encoding of values that are never TOASTed. */
  static Encoding fixed(ConnectSchema schema, ColumnEncoder encoder, String fallback) {
    return new Encoding(schema, encoder, fallback, null);
  }

  /** The same with other JSON for a NOT NULL column which the old row does not carry. */
  public Encoding withFallback(String json) {
    return new Encoding(schema, encoder, json, unavailable);
  }
}
