package io.tidemark.pgoutput;

/**
 * How {@code COPY … TO STDOUT} writes rows.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, File Formats</a>
 */
public enum CopyFormat {
  /** Every type has it. */
  TEXT,
  /** The server refuses it for a type without send function, such as {@code aclitem}. */
  BINARY;

  /** As in {@code COPY … WITH (FORMAT …)}. */
  public String sql() {
    return this == TEXT ? "text" : "binary";
  }
}
