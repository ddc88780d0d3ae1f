package io.tidemark.envelope.golden;

import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * One random workload, read by Debezium and by this library at once.
 *
 * <p>Both ask the catalog when they come upon a relation, so nothing changes a table before both
 * have read all that was written: what they see then is the same.
 */
final class DifferentialRun implements AutoCloseable {
  private static final int ROUNDS = 12;
  private static final int TRANSACTIONS = 4;

  private final RandomSettings settings;
  private final RandomWorkload workload;
  private final SideBySide both;

  DifferentialRun(TestPostgres server, long seed) throws SQLException, IOException {
    Dice dice = new Dice(seed);
    settings = new RandomSettings(seed, dice);
    workload = new RandomWorkload(dice, new RandomTypes(settings).all());
    both = new SideBySide(server, Long.toString(seed));
    both.log(toString());
  }

  /** Where the two differ; an empty list is a pass. */
  List<String> differences() throws SQLException, IOException, InterruptedException {
    for (String sql : RandomTypes.PREPARATION) {
      both.execute(sql);
    }
    for (String sql : workload.setup()) {
      both.execute(sql);
    }
    both.start(settings.connector(), settings.converter(), settings.binary());
    for (int round = 0; round < ROUNDS; round++) {
      both.awaitBoth();
      transaction(workload.changes());
      both.awaitBoth();
      for (int i = 0; i < TRANSACTIONS; i++) {
        transaction(workload.rows());
      }
    }
    both.awaitBoth();
    return both.differences();
  }

  /** Visible to all before a walsender can read it, so that nobody finds the catalog of before. */
  private void transaction(List<String> statements) throws SQLException, IOException {
    both.connection().setAutoCommit(false);
    both.execute("SET LOCAL synchronous_commit = off");
    for (String sql : statements) {
      both.execute(sql);
    }
    both.connection().commit();
    both.connection().setAutoCommit(true);
  }

  /** What ran, for the log. */
  @Override
  public String toString() {
    return settings.toString();
  }

  @Override
  public void close() throws SQLException, IOException {
    both.close();
  }
}
