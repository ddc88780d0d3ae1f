package io.tidemark.envelope.golden;

import java.util.function.Function;

/**
 * A PostgreSQL type, and values of it that Debezium writes as they are: what docs/compatibility.md
 * lists is left out where the values are made.
 *
 * @param sql its name
 * @param value makes the text of a value, before it is quoted
 * @param key whether it can be part of a primary key
 * @param required whether a column may be NOT NULL
 */
record RandomType(String sql, Function<Dice, String> value, boolean key, boolean required) {

  static RandomType of(String sql, Function<Dice, String> value) {
    return new RandomType(sql, value, false, true);
  }

  /** Its values can be told apart by a primary key. */
  RandomType asKey() {
    return new RandomType(sql, value, true, required);
  }

  /** Some of its values become null, or nothing stands for a missing one. */
  RandomType onlyNullable() {
    return new RandomType(sql, value, false, false);
  }

  /** Arrays of it, in one dimension. */
  RandomType array(boolean nullElements) {
    return new RandomType(
        sql + "[]",
        dice ->
            "{"
                + dice.joined(
                    dice.upTo(3),
                    ",",
                    () -> nullElements && dice.chance(20) ? "NULL" : element(value.apply(dice)))
                + "}",
        false,
        required);
  }

  private static String element(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** An expression for a value. */
  String literal(Dice dice) {
    return Dice.quoted(value.apply(dice)) + "::" + sql;
  }
}
