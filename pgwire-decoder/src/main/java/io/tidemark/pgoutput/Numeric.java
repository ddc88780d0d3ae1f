package io.tidemark.pgoutput;

import java.math.BigDecimal;

/**
 * A PostgreSQL numeric, with the three values that BigDecimal does not have. Immutable and
 * thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-numeric.html">Numeric Types</a>
 */
public sealed interface Numeric {

  /**
   * An ordinary number.
   *
   * @param value with the scale that the server shows: {@code 1.50} has scale 2
   */
  record Finite(BigDecimal value) implements Numeric {}

  /** What is no number; the infinities need PostgreSQL 14 or later. */
  enum Special implements Numeric {
    NAN,
    INFINITY,
    NEGATIVE_INFINITY
  }
}
