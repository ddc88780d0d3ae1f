package io.tidemark.benchmarks.pipe;

import java.util.List;
import java.util.stream.Collectors;

/** How the changes of one database are dealt out to several slots. */
enum Split {
  /** Each slot's publication has its own tables. */
  TABLES("disjoint sets of tables", 12),
  /** Each slot's publication has its own rows of the one table, by a hash of the key. */
  ROWS("hash row filters of one table", 1);

  private final String title;
  private final int tableCount;

  Split(String title, int tableCount) {
    this.title = title;
    this.tableCount = tableCount;
  }

  String title() {
    return title;
  }

  /** Divisible by every number of slots that is tried, so that shares are equal. */
  int tableCount() {
    return tableCount;
  }

  /** The tables of the slot at that index, out of so many slots. */
  List<String> tables(List<String> all, int slots, int slot) {
    return this == ROWS
        ? all
        : all.stream().filter(table -> all.indexOf(table) % slots == slot).toList();
  }

  /** What its rows fulfil. */
  String filter(int slots, int slot) {
    return this == ROWS && slots > 1
        ? "(hashint8(id) & 2147483647) %% %d = %d".formatted(slots, slot)
        : "true";
  }

  /** What CREATE PUBLICATION takes after FOR TABLE. */
  String published(List<String> all, int slots, int slot) {
    String filter = filter(slots, slot);
    String where = filter.equals("true") ? "" : " WHERE (" + filter + ")";
    return tables(all, slots, slot).stream()
        .map(table -> table + where)
        .collect(Collectors.joining(", "));
  }
}
