package io.tidemark.replication;

/**
 * Which changes the server sends, by where they were first made (option {@code origin} of
 * pgoutput).
 */
public enum OriginFilter {
  /** All changes. */
  ANY,
  /**
   * Only changes made on this server, not those that it has replicated from another one: breaks
   * loops. PostgreSQL 16.
   *
   * <p>With two-phase commit PostgreSQL asks this of PREPARE TRANSACTION and of COMMIT PREPARED,
   * each by itself. So let one kind of session do both: of a transaction that is prepared here and
   * committed by a session with a replication origin, the server never tells the end.
   */
  NONE
}
