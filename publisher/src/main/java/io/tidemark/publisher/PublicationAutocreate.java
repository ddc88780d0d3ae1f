package io.tidemark.publisher;

/**
 * What becomes of a publication at the first start: Debezium's {@code publication.autocreate.mode}.
 */
public enum PublicationAutocreate {
  /** It has to exist. */
  DISABLED,
  /** If it is missing it is created for all tables, which only a superuser may. */
  ALL_TABLES,
  /**
   * It is created for the tables that the filters of the envelope's configuration let through, or
   * changed to have these; the role has to own them.
   */
  FILTERED,
  /** If it is missing it is created without tables. */
  NO_TABLES
}
