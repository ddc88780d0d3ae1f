package io.tidemark.replication;

import org.jspecify.annotations.Nullable;

/**
 * Why a replication stream, slot or publication could not do what was asked.
 *
 * <p>The message is one line: what was found, what was expected, and the remedy as a statement or
 * setting to copy. It never holds a password. Whether trying again can help is for {@link
 * RetryPolicy}.
 */
public abstract sealed class ReplicationException extends RuntimeException
    permits CatalogException,
        ConnectionException,
        PrerequisiteException,
        ServerException,
        SlotException,
        SpillException,
        StreamInterruptedException,
        UnknownPreparedTransactionException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;

  ReplicationException(String message, String sqlState, @Nullable Throwable cause) {
    super(message, cause);
    this.sqlState = sqlState;
  }

  /**
   * The SQLSTATE of the server's error, or the one that PostgreSQL gives such a condition.
   *
   * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL Error
   *     Codes</a>
   */
  public String sqlState() {
    return sqlState;
  }
}
