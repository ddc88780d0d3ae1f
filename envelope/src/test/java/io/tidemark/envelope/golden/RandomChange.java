package io.tidemark.envelope.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes tables. Belongs to one thread. */
final class RandomChange {
  /** Types that every value of another fits. */
  private static final Map<String, List<String>> WIDER =
      Map.of(
          "smallint", List.of("integer", "bigint", "numeric", "text"),
          "integer", List.of("bigint", "double precision", "text"),
          "bigint", List.of("numeric", "text"),
          "numeric(5,2)", List.of("numeric(38,10)", "numeric", "text"),
          "varchar(20)", List.of("text", "varchar"),
          "char(8)", List.of("text"),
          "uuid", List.of("text"),
          "date", List.of("text"));

  private final Dice dice;
  private final List<RandomType> types;
  private int renamed;

  RandomChange(Dice dice, List<RandomType> types) {
    this.dice = dice;
    this.types = types;
  }

  /** A new name, which must come before all rows: Debezium looks tables and keys up by name. */
  List<String> name(RandomTable table) {
    String alter = "ALTER TABLE " + table.sql() + " ";
    return dice.chance(50) ? renameTable(table, alter) : renameColumn(table.id(), alter);
  }

  /** Another type for a column; nothing where none has a wider one. */
  List<String> type(RandomTable table) {
    return retype(table, "ALTER TABLE " + table.sql() + " ");
  }

  /** The statements of another change; none where it does not fit the table. */
  List<String> of(RandomTable table) {
    String alter = "ALTER TABLE " + table.sql() + " ";
    return switch (dice.upTo(6)) {
      case 0, 1 -> addColumn(table, alter);
      case 2 -> dropColumn(table, alter);
      case 3 -> table.plainColumn().map(column -> renameColumn(column, alter)).orElse(List.of());
      case 4 -> changeDefault(table, alter);
      case 5 -> dropNotNull(table, alter);
      default -> changeIdentity(table, alter);
    };
  }

  private List<String> addColumn(RandomTable table, String alter) {
    RandomColumn column = table.newColumn(types, false);
    column.setRequired(!column.preset().isEmpty() && column.type().required() && dice.chance(50));
    table.columns().add(column);
    return List.of(alter + "ADD COLUMN " + column.definition());
  }

  private static List<String> dropColumn(RandomTable table, String alter) {
    return table
        .plainColumn()
        .map(
            column -> {
              table.columns().remove(column);
              return List.of(alter + "DROP COLUMN " + column.sql());
            })
        .orElse(List.of());
  }

  private List<String> renameColumn(RandomColumn column, String alter) {
    String before = column.sql();
    column.rename("renamed " + ++renamed);
    return List.of(alter + "RENAME COLUMN " + before + " TO " + column.sql());
  }

  private List<String> retype(RandomTable table, String alter) {
    RandomColumn column = dice.one(table.columns());
    List<String> wider = WIDER.getOrDefault(column.type().sql(), List.of());
    if (column == table.id() || wider.isEmpty() || !column.preset().isEmpty()) {
      return List.of();
    }
    String sql = dice.one(wider);
    RandomType narrow = column.type();
    column.retype(new RandomType(sql, narrow.value(), narrow.key(), narrow.required()));
    return List.of(
        "%sALTER COLUMN %s TYPE %s USING %s::%s"
            .formatted(alter, column.sql(), sql, column.sql(), sql));
  }

  private List<String> changeDefault(RandomTable table, String alter) {
    RandomColumn column = dice.one(table.columns());
    if (column == table.id()) {
      return List.of();
    }
    String preset = dice.chance(50) ? RandomColumn.defaultOf(column.type(), dice) : "";
    column.setPreset(preset);
    String action = preset.isEmpty() ? "DROP DEFAULT" : "SET DEFAULT " + preset;
    return List.of(alter + "ALTER COLUMN " + column.sql() + " " + action);
  }

  private static List<String> dropNotNull(RandomTable table, String alter) {
    return table
        .plainColumn()
        .map(
            column -> {
              column.setRequired(false);
              return List.of(alter + "ALTER COLUMN " + column.sql() + " DROP NOT NULL");
            })
        .orElse(List.of());
  }

  private List<String> renameTable(RandomTable table, String alter) {
    table.rename("moved " + ++renamed);
    return List.of(alter + "RENAME TO " + table.sql());
  }

  private static List<String> changeIdentity(RandomTable table, String alter) {
    if (table.key().isEmpty()) {
      return List.of();
    }
    table.setFull(!table.isFull());
    return List.of(alter + "REPLICA IDENTITY " + (table.isFull() ? "FULL" : "DEFAULT"));
  }

  /** A primary key, or none; the index that goes is a file. */
  static List<String> key(RandomTable table) {
    String alter = "ALTER TABLE " + table.sql() + " ";
    List<String> sql = new ArrayList<>();
    if (table.key().isEmpty()) {
      table.key().add(table.id());
      sql.add(
          alter + "ADD CONSTRAINT " + table.keyName() + " PRIMARY KEY (" + table.keySql() + ")");
    } else {
      if (!table.isFull()) {
        table.setFull(true);
        sql.add(alter + "REPLICA IDENTITY FULL");
      }
      table.key().clear();
      sql.add(alter + "DROP CONSTRAINT " + table.keyName());
    }
    return sql;
  }
}
