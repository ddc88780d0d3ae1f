package io.tidemark.replication;

import java.sql.SQLException;

/** The catalog of the database did not answer. */
public final class CatalogException extends ReplicationException {
  private static final long serialVersionUID = 1;
  private static final String INTERNAL_ERROR = "XX000";

  CatalogException(String question, SQLException cause) {
    super(
        "catalog look-up of "
            + question
            + ": SQLSTATE "
            + cause.getSQLState()
            + ", "
            + cause.getMessage(),
        cause.getSQLState() == null ? INTERNAL_ERROR : cause.getSQLState(),
        cause);
  }
}
