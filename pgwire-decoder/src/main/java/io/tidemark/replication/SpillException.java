package io.tidemark.replication;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The disk did not take or give back the changes of a held transaction: full, unwritable, gone.
 *
 * <p>Nothing is lost, since nothing of the transaction was confirmed: cure the cause, and open the
 * stream and the {@link TransactionAssembler} again; the server sends the transaction once more.
 * SQLSTATE 58030.
 */
public final class SpillException extends ReplicationException {
  private static final long serialVersionUID = 1L;

  /** PostgreSQL's own code for files that cannot be read or written. */
  private static final String IO_ERROR = "58030";

  /** Not a Path, which cannot be serialized. */
  private final String file;

  SpillException(String problem, Path file, IOException cause) {
    super(problem + ": " + cause, IO_ERROR, cause);
    this.file = file.toString();
  }

  /** The file or directory that failed. */
  public Path file() {
    return Path.of(file);
  }
}
