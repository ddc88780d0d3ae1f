package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.workload.Workload;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The three loads of the comparison.
 *
 * @param rows how many rows change
 */
record StandardLoad(Kind kind, long rows) implements Load {
  private static final long ROWS_PER_TRANSACTION = 1_000;

  /** What changes, and how many rows of it by default. */
  enum Kind {
    /** 7 columns, 1,000 rows a transaction. */
    NARROW("narrow inserts, 1,000 a transaction", 5_000_000),
    /** The same table, a transaction for each row. */
    SINGLE("single-row update transactions", 1_000_000),
    /** 40 columns, REPLICA IDENTITY FULL: half inserts, half updates that carry both rows. */
    WIDE("wide inserts and updates, identity full", 200_000);

    private final String title;
    private final long fullSize;

    Kind(String title, long fullSize) {
      this.title = title;
      this.fullSize = fullSize;
    }

    long fullSize() {
      return fullSize;
    }
  }

  @Override
  public String title() {
    return kind.title;
  }

  @Override
  public List<String> tables() {
    return List.of(kind == Kind.WIDE ? "wide" : "narrow");
  }

  @Override
  public void create(Statement statement) throws SQLException {
    if (kind == Kind.WIDE) {
      statement.execute(Workload.WIDE_INSERT.createTable());
      return;
    }
    statement.execute(Workload.NARROW_INSERT.createTable());
    if (kind == Kind.SINGLE) {
      statement.execute(Workload.NARROW_INSERT.statement(1, rows));
    }
  }

  @Override
  public void change(Statement statement) throws SQLException {
    switch (kind) {
      case NARROW -> inTransactions(statement, Workload.NARROW_INSERT, rows);
      case SINGLE ->
          statement.execute(
              """
              DO $$
              BEGIN
                FOR i IN 1..%d LOOP
                  UPDATE narrow SET total = total + 1, paid = NOT paid WHERE id = i;
                  COMMIT;
                END LOOP;
              END $$
              """
                  .formatted(rows));
      case WIDE -> {
        inTransactions(statement, Workload.WIDE_INSERT, rows / 2);
        inTransactions(statement, Workload.WIDE_UPDATE, rows / 2);
      }
    }
  }

  private static void inTransactions(Statement statement, Workload workload, long rows)
      throws SQLException {
    for (long first = 1; first <= rows; first += ROWS_PER_TRANSACTION) {
      statement.execute(
          workload.statement(first, Math.min(rows, first + ROWS_PER_TRANSACTION - 1)));
    }
  }
}
