package io.tidemark.envelope;

import io.tidemark.envelope.type.ValueException;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.Relation;

/**
 * A value of the stream cannot be written as its schema promises, and {@code
 * event.converting.failure.handling.mode} is {@code fail}.
 */
public final class ConversionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConversionException(Relation relation, String column, long lsn, ValueException cause) {
    super(message(relation, column, lsn, cause), cause);
  }

  static String message(Relation relation, String column, long lsn, ValueException cause) {
    return relation
        + " at "
        + Lsn.format(lsn)
        + ": column \""
        + column
        + "\": "
        + cause.getMessage();
  }
}
