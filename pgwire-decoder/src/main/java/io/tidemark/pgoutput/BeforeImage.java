package io.tidemark.pgoutput;

/**
 * The old row of an update or delete, as far as the table's replica identity recorded it.
 *
 * <p>An update has {@link None} when its key did not change under replica identity DEFAULT or
 * INDEX, {@link Key} when the key did change (or was TOASTed), {@link Full} under replica identity
 * FULL. A delete has {@link Key} or {@link Full}. Immutable and thread-safe.
 */
public sealed interface BeforeImage {

  /** Which of the three cases an image is; what the callbacks of {@link PgOutputHandler} carry. */
  enum Kind {
    NONE,
    KEY,
    FULL
  }

  /** The server sent no old row. */
  record None() implements BeforeImage {}

  /**
   * The columns of the replica identity.
   *
   * @param row as wide as the relation; columns outside the identity are {@link ValueKind#NULL}
   */
  record Key(Row row) implements BeforeImage {}

  /**
   * The whole old row.
   *
   * @param row every column, TOASTed ones included
   */
  record Full(Row row) implements BeforeImage {}
}
