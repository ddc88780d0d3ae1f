package io.tidemark.envelope.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A table, as far as statements about it need to know. Belongs to one thread. */
final class RandomTable {
  private final Dice dice;
  private final List<RandomColumn> columns = new ArrayList<>();
  private final List<RandomColumn> key = new ArrayList<>();
  private final RandomColumn id;

  /** Constraints keep their name when the table gets another. */
  private final String keyName;

  private String name;
  private boolean full;
  private int named;
  private long rows;

  /** A table with an id and some columns, and a primary key, or REPLICA IDENTITY FULL, or both. */
  RandomTable(Dice dice, String name, List<RandomType> types) {
    this.dice = dice;
    this.name = name;
    keyName = Dice.identifier("key of " + name);
    id = new RandomColumn("id", RandomType.of("bigint", Dice::word), true, "");
    columns.add(id);
    int count = 2 + dice.upTo(9);
    for (int i = 0; i < count; i++) {
      columns.add(dice.upTo(columns.size()), newColumn(types, dice.chance(35)));
    }
    full = dice.chance(50);
    if (full && dice.chance(30)) {
      return;
    }
    key.add(id);
    columns.stream()
        .filter(column -> column != id && column.required() && column.type().key())
        .filter(column -> dice.chance(40))
        .forEach(column -> key.add(dice.upTo(key.size()), column));
  }

  /** A column with a name that no other has or had. */
  RandomColumn newColumn(List<RandomType> types, boolean required) {
    RandomType type = dice.one(types);
    named++;
    return new RandomColumn(
        dice.one("c", "Order Note ", "größe", "a.b\"c") + named,
        type,
        required && type.required(),
        dice.chance(30) ? RandomColumn.defaultOf(type, dice) : "");
  }

  List<String> create() {
    List<String> sql = new ArrayList<>();
    sql.add(
        "CREATE TABLE %s (%s%s)"
            .formatted(
                sql(),
                columns.stream().map(RandomColumn::definition).collect(Collectors.joining(", ")),
                key.isEmpty()
                    ? ""
                    : ", CONSTRAINT " + keyName + " PRIMARY KEY (" + keySql() + ")"));
    if (key.isEmpty() && dice.chance(50)) {
      sql.add("CREATE UNIQUE INDEX ON " + sql() + " (" + id.sql() + ")");
    }
    if (full) {
      sql.add("ALTER TABLE " + sql() + " REPLICA IDENTITY FULL");
    }
    return sql;
  }

  String sql() {
    return Dice.identifier(name);
  }

  void rename(String other) {
    name = other;
  }

  String keyName() {
    return keyName;
  }

  String keySql() {
    return key.stream().map(RandomColumn::sql).collect(Collectors.joining(", "));
  }

  List<RandomColumn> columns() {
    return columns;
  }

  List<RandomColumn> key() {
    return key;
  }

  RandomColumn id() {
    return id;
  }

  boolean isFull() {
    return full;
  }

  void setFull(boolean isFull) {
    full = isFull;
  }

  /** Some column that is no part of the key. */
  Optional<RandomColumn> plainColumn() {
    List<RandomColumn> plain =
        columns.stream().filter(column -> column != id && !key.contains(column)).toList();
    return plain.isEmpty() ? Optional.empty() : Optional.of(dice.one(plain));
  }

  String insert() {
    List<String> values = new ArrayList<>();
    for (RandomColumn column : columns) {
      values.add(column == id ? String.valueOf(++rows) : column.value(dice));
    }
    String names = columns.stream().map(RandomColumn::sql).collect(Collectors.joining(", "));
    return "INSERT INTO %s (%s) VALUES (%s)".formatted(sql(), names, String.join(", ", values));
  }

  String update() {
    List<String> assignments = new ArrayList<>();
    for (RandomColumn column : columns) {
      if (column == id ? dice.chance(15) : dice.chance(30)) {
        String value = column == id ? String.valueOf(++rows) : column.value(dice);
        assignments.add(column.sql() + " = " + (dice.chance(10) ? column.sql() : value));
      }
    }
    if (assignments.isEmpty()) {
      assignments.add(id.sql() + " = " + id.sql());
    }
    return "UPDATE %s SET %s WHERE %s".formatted(sql(), String.join(", ", assignments), someRow());
  }

  String delete() {
    return "DELETE FROM %s WHERE %s".formatted(sql(), someRow());
  }

  private String someRow() {
    return "%s = (SELECT %s FROM %s ORDER BY 1 OFFSET %d LIMIT 1)"
        .formatted(id.sql(), id.sql(), sql(), dice.upTo(5));
  }
}
