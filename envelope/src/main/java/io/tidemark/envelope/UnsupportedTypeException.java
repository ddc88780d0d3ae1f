package io.tidemark.envelope;

import io.tidemark.pgoutput.Relation;
import io.tidemark.replication.ColumnDescription;

/** A column has a type that cannot be written. */
public final class UnsupportedTypeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnsupportedTypeException(Relation relation, ColumnDescription column) {
    super(
        relation
            + ": column \""
            + column.name()
            + "\" has type "
            + column.type()
            + ", which no type family knows; leave it out of the publication's column list, or add a TypeFamily");
  }
}
