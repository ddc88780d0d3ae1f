package io.tidemark.envelope.golden;

import java.util.ArrayList;
import java.util.List;

/** Makes transactions over a few tables that change on the way. Belongs to one thread. */
final class RandomWorkload {
  private static final int TABLES = 3;

  private final Dice dice;
  private final List<RandomType> types;
  private final RandomChange change;
  private final List<RandomTable> tables = new ArrayList<>();
  private int created;

  RandomWorkload(Dice dice, List<RandomType> types) {
    this.dice = dice;
    this.types = types;
    change = new RandomChange(dice, types);
  }

  /** The tables that are there from the start. */
  List<String> setup() {
    List<String> sql = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      sql.addAll(create());
    }
    return sql;
  }

  private List<String> create() {
    created++;
    String name = dice.one("t", "Order Lines ", "größe.") + created;
    RandomTable table = new RandomTable(dice, name, types);
    tables.add(table);
    return table.create();
  }

  /** A transaction of rows alone. */
  List<String> rows() {
    List<String> sql = new ArrayList<>();
    int statements = 1 + dice.upTo(9);
    for (int i = 0; i < statements; i++) {
      sql.add(row(dice.one(tables)));
    }
    if (dice.chance(10)) {
      sql.add("TRUNCATE " + dice.one(tables).sql() + ", " + dice.one(tables).sql());
    }
    if (dice.chance(20)) {
      sql.add(
          "SELECT pg_logical_emit_message(true, %s, %s)"
              .formatted(Dice.quoted(dice.word()), Dice.quoted(dice.text(20))));
    }
    return sql;
  }

  private String row(RandomTable table) {
    int roll = dice.upTo(99);
    if (roll < 45) {
      return table.insert();
    }
    return roll < 80 ? table.update() : table.delete();
  }

  /**
   * A transaction of changes with rows between them. No row comes before the first change of its
   * table: whether PostgreSQL announces the table again for it, after the change, is a race. So is
   * whether the catalog shows the changes in time, where a commit removes files and thus waits for
   * the WAL: such a change comes without rows, or changes nothing that only the catalog knows.
   */
  List<String> changes() {
    RandomTable table = dice.one(tables);
    int roll = dice.upTo(99);
    List<String> sql = new ArrayList<>();
    if (roll < 10) {
      tables.remove(table);
      sql.add("DROP TABLE " + table.sql());
      sql.addAll(create());
    } else if (roll < 18) {
      sql.addAll(RandomChange.key(table));
    } else if (roll < 26) {
      sql.addAll(change.name(table));
      sql.add(table.insert());
    } else if (roll < 40) {
      sql.addAll(change.type(table));
      sql.add(table.insert());
    } else {
      int changes = 1 + dice.upTo(3);
      for (int i = 0; i < changes; i++) {
        sql.addAll(change.of(table));
        sql.add(table.insert());
        sql.add(row(table));
      }
    }
    return sql;
  }
}
