package io.tidemark.envelope;

/**
 * The settings that leave things out. Immutable and thread-safe.
 *
 * @param schemas {@code schema.include.list} and {@code schema.exclude.list}
 * @param tables {@code table.include.list} and {@code table.exclude.list}, for {@code schema.table}
 * @param columns {@code column.include.list} and {@code column.exclude.list}, for {@code
 *     schema.table.column}
 * @param messagePrefixes {@code message.prefix.include.list} and {@code
 *     message.prefix.exclude.list}
 */
public record FilterConfig(
    Selection schemas, Selection tables, Selection columns, Selection messagePrefixes) {

  /** Leaves nothing out. */
  public static FilterConfig defaults() {
    return new FilterConfig(Selection.ALL, Selection.ALL, Selection.ALL, Selection.ALL);
  }
}
