package io.tidemark.benchmarks.pipe;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Inserts whose shape can be chosen. Transactions go to one table after the other.
 *
 * @param title for tables and plots
 * @param tableCount how many tables
 * @param columns of each, the key among them; int8 and int4
 * @param textBytes of one more column, of text that does not compress well; 0 for none
 * @param rowsPerTransaction in a single statement
 * @param rows of all tables together
 */
record SyntheticLoad(
    String title, int tableCount, int columns, int textBytes, long rowsPerTransaction, long rows)
    implements Load {
  private static final int MD5_CHARACTERS = 32;

  @Override
  public List<String> tables() {
    return IntStream.range(0, tableCount).mapToObj(i -> "t" + i).toList();
  }

  @Override
  public void create(Statement statement) throws SQLException {
    String numbers =
        IntStream.range(1, columns)
            .mapToObj(i -> ", c" + i + " int4")
            .collect(Collectors.joining());
    String text = textBytes > 0 ? ", payload text STORAGE EXTERNAL" : "";
    for (String table : tables()) {
      statement.execute(
          "CREATE TABLE %s (id int8 PRIMARY KEY%s%s)".formatted(table, numbers, text));
    }
  }

  @Override
  public void change(Statement statement) throws SQLException {
    String numbers = IntStream.range(1, columns).mapToObj(i -> ", i").collect(Collectors.joining());
    String text =
        textBytes > 0
            ? ", left((SELECT string_agg(md5((i + n)::text), '') FROM generate_series(0, %d) n), %d)"
                .formatted(textBytes / MD5_CHARACTERS, textBytes)
            : "";
    long transactions = (rows + rowsPerTransaction - 1) / rowsPerTransaction;
    for (long transaction = 0; transaction < transactions; transaction++) {
      long first = transaction * rowsPerTransaction;
      statement.execute(
          "INSERT INTO t%d SELECT i%s%s FROM generate_series(%d::int8, %d) i"
              .formatted(
                  transaction % tableCount,
                  numbers,
                  text,
                  first,
                  Math.min(rows, first + rowsPerTransaction) - 1));
    }
  }
}
