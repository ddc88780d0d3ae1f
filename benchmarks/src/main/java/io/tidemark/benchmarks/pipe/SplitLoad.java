package io.tidemark.benchmarks.pipe;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Narrow inserts, and the publications that deal them out to any number of slots. pgoutput looks a
 * publication up as it was at each change, so they have to be there before.
 */
record SplitLoad(Split split, int mostSlots, SyntheticLoad inserts) implements Load {
  private static final int COLUMNS = 7;
  private static final int ROWS_PER_TRANSACTION = 1_000;

  static SplitLoad of(Split split, int mostSlots, long rows) {
    return new SplitLoad(
        split,
        mostSlots,
        new SyntheticLoad(
            split.title(), split.tableCount(), COLUMNS, 0, ROWS_PER_TRANSACTION, rows));
  }

  static String publication(int slots, int slot) {
    return "share_%d_of_%d".formatted(slot, slots);
  }

  @Override
  public String title() {
    return split.title();
  }

  @Override
  public long rows() {
    return inserts.rows();
  }

  @Override
  public List<String> tables() {
    return inserts.tables();
  }

  @Override
  public void create(Statement statement) throws SQLException {
    inserts.create(statement);
    for (int slots = 1; slots <= mostSlots; slots++) {
      for (int slot = 0; slot < slots; slot++) {
        statement.execute(
            "CREATE PUBLICATION %s FOR TABLE %s"
                .formatted(publication(slots, slot), split.published(tables(), slots, slot)));
      }
    }
  }

  @Override
  public void change(Statement statement) throws SQLException {
    inserts.change(statement);
  }
}
