package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.workload.Workload;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** Narrow inserts, all in a single transaction. */
record OneTransaction(long rows) implements Load {

  @Override
  public String title() {
    return String.format(Locale.ROOT, "one transaction of %,d narrow inserts", rows);
  }

  @Override
  public List<String> tables() {
    return List.of("narrow");
  }

  @Override
  public void create(Statement statement) throws SQLException {
    statement.execute(Workload.NARROW_INSERT.createTable());
  }

  @Override
  public void change(Statement statement) throws SQLException {
    statement.execute(Workload.NARROW_INSERT.statement(rows));
  }
}
