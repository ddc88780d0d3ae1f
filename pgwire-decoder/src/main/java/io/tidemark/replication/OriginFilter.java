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
   */
  NONE
}
