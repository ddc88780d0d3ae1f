package io.tidemark.publisher;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.replication.Publication;
import io.tidemark.replication.PublishedTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

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
  NO_TABLES;

  /** The tables that a publication has which is created now, whole. */
  public List<PublishedTable> tables(Connection connection, EnvelopeConfig envelope)
      throws SQLException {
    return switch (this) {
      case DISABLED, NO_TABLES -> List.of();
      case ALL_TABLES -> Publication.publishableTables(connection);
      case FILTERED ->
          Publication.publishableTables(connection).stream()
              .filter(table -> envelope.topic(table.relation()).isPresent())
              .toList();
    };
  }
}
