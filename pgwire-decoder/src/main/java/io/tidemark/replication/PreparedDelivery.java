package io.tidemark.replication;

/**
 * When {@link TransactionAssembler} delivers a transaction of two-phase commit.
 *
 * @see <a href="https://www.postgresql.org/docs/current/logicaldecoding-two-phase-commits.html">
 *     Two-phase Commit Support for Logical Decoding</a>
 */
public enum PreparedDelivery {
  /**
   * At Commit Prepared, as an ordinary transaction, or never when it is rolled back. While it is
   * held, nothing beyond its prepare may be confirmed: see {@link
   * TransactionAssembler#confirmable}.
   */
  AT_COMMIT_PREPARED,
  /**
   * At Prepare, between Begin Prepare and Prepare; Commit Prepared and Rollback Prepared are handed
   * on. For a downstream that prepares transactions itself.
   */
  AT_PREPARE
}
