package io.tidemark.replication;

import org.jspecify.annotations.Nullable;

/**
 * What the catalog knows about a column that a Relation message announced. Immutable and
 * thread-safe.
 *
 * @param name as in the catalog
 * @param type its type, all the way down
 * @param typeModifier {@code atttypmod} as announced, -1 for none
 * @param nullable false when neither the column nor its domain accepts NULL
 * @param defaultExpression as {@code pg_get_expr} prints it: {@code 'new'::text}, {@code now()};
 *     null without default
 * @param generation whether the column computes itself
 */
public record ColumnDescription(
    String name,
    TypeDescription type,
    int typeModifier,
    boolean nullable,
    @Nullable String defaultExpression,
    Generation generation) {

  /** How a column gets a value that nobody inserts. */
  public enum Generation {
    NONE,
    /** {@code GENERATED … AS IDENTITY}. */
    IDENTITY,
    /** {@code GENERATED ALWAYS AS (…)}, stored or virtual; such an expression is not a default. */
    EXPRESSION
  }
}
