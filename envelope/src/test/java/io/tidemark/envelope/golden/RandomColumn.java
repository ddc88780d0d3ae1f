package io.tidemark.envelope.golden;

import java.util.List;
import java.util.Map;

/** A column, as far as statements about it need to know. Belongs to one thread. */
final class RandomColumn {
  /** Defaults that are written as they are, or as the zero of a function. */
  private static final Map<String, List<String>> DEFAULTS =
      Map.ofEntries(
          Map.entry("smallint", List.of("7")),
          Map.entry("integer", List.of("42", "-1")),
          Map.entry("bigint", List.of("9007199254740993")),
          Map.entry("real", List.of("0.5")),
          Map.entry("double precision", List.of("1.25", "random()")),
          Map.entry("numeric(5,2)", List.of("1.5")),
          Map.entry("boolean", List.of("true")),
          Map.entry("text", List.of("'abc'", "''", "upper('x')")),
          Map.entry("varchar(20)", List.of("'x y'")),
          Map.entry("char(8)", List.of("'ab'")),
          Map.entry("mood", List.of("'so so'")),
          Map.entry("uuid", List.of("gen_random_uuid()")),
          Map.entry("jsonb", List.of("'{\"a\": 1}'")),
          Map.entry("date", List.of("'2020-02-03'", "current_date")),
          Map.entry("time", List.of("'01:02:03.5'")),
          Map.entry("timestamp", List.of("'2020-02-03 04:05:06.789'", "localtimestamp")),
          Map.entry("timestamptz", List.of("'2020-02-03 04:05:06.789+00'", "now()")),
          Map.entry("interval", List.of("'1 day'")));

  private String name;
  private RandomType type;
  private boolean required;
  private String preset;

  RandomColumn(String name, RandomType type, boolean required, String preset) {
    this.name = name;
    this.type = type;
    this.required = required;
    this.preset = preset;
  }

  /** An expression, or nothing for a type that gets no default. */
  static String defaultOf(RandomType type, Dice dice) {
    return dice.one(DEFAULTS.getOrDefault(type.sql(), List.of("")));
  }

  String sql() {
    return Dice.identifier(name);
  }

  String definition() {
    return sql()
        + " "
        + type.sql()
        + (preset.isEmpty() ? "" : " DEFAULT " + preset)
        + (required ? " NOT NULL" : "");
  }

  /** An expression for INSERT or UPDATE. */
  String value(Dice dice) {
    if (!preset.isEmpty() && dice.chance(20)) {
      return "DEFAULT";
    }
    return !required && dice.chance(25) ? "NULL" : type.literal(dice);
  }

  RandomType type() {
    return type;
  }

  boolean required() {
    return required;
  }

  String preset() {
    return preset;
  }

  void rename(String other) {
    name = other;
  }

  void retype(RandomType other) {
    type = other;
  }

  void setRequired(boolean isRequired) {
    required = isRequired;
  }

  void setPreset(String expression) {
    preset = expression;
  }
}
