package io.tidemark.envelope;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings that treat some columns differently. Immutable and thread-safe.
 *
 * @param rules {@code column.truncate.to.N.chars}, {@code column.mask.with.N.chars} and {@code
 *     column.mask.hash…}; each matching one applies
 * @param keys {@code message.key.columns}; all that match a column count, in order
 * @param propagateSourceType {@code column.propagate.source.type}, for {@code schema.table.column}
 * @param propagateDatatypes {@code datatype.propagate.source.type}, for {@code
 *     schema.table.typename}
 */
public record ColumnConfig(
    List<ColumnRule> rules,
    List<KeyRule> keys,
    List<Pattern> propagateSourceType,
    List<Pattern> propagateDatatypes) {

  /** Copies the lists. */
  public ColumnConfig {
    rules = List.copyOf(rules);
    keys = List.copyOf(keys);
    propagateSourceType = List.copyOf(propagateSourceType);
    propagateDatatypes = List.copyOf(propagateDatatypes);
  }

  /** No column differs from the others. */
  public static ColumnConfig defaults() {
    return new ColumnConfig(List.of(), List.of(), List.of(), List.of());
  }
}
