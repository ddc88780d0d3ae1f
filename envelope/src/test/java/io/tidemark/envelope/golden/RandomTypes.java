package io.tidemark.envelope.golden;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/** The types that columns may have under some settings. */
final class RandomTypes {
  /** What the types below need; run once per database. */
  static final List<String> PREPARATION =
      List.of(
          "CREATE EXTENSION hstore",
          "CREATE EXTENSION citext",
          "CREATE EXTENSION ltree",
          "CREATE TYPE mood AS ENUM ('sad', 'so so', 'happy')",
          "CREATE DOMAIN email AS varchar(40)",
          "CREATE DOMAIN amount AS numeric(9,3)",
          "CREATE TYPE pair AS (a int, b text)");

  private final RandomSettings settings;

  RandomTypes(RandomSettings settings) {
    this.settings = settings;
  }

  List<RandomType> all() {
    List<RandomType> all = new ArrayList<>();
    all.addAll(numbers());
    all.addAll(texts());
    all.addAll(structured());
    all.addAll(new RandomTimes(settings).all());
    all.addAll(arrays());
    all.addAll(unknown());
    return all;
  }

  private static RandomType type(String sql, Function<Dice, String> value) {
    return RandomType.of(sql, value);
  }

  private List<RandomType> numbers() {
    return List.of(
        type("smallint", RandomTypes::int16).asKey(),
        type("integer", RandomTypes::int32).asKey(),
        type("bigint", RandomTypes::int64).asKey(),
        type("oid", dice -> String.valueOf(dice.bits() & 0xffff_ffffL)).asKey(),
        type("real", RandomTypes::float4),
        type("double precision", RandomTypes::float8),
        type("numeric(5,2)", dice -> decimal(dice, 3, 2)).asKey(),
        type("numeric(38,10)", dice -> decimal(dice, 28, 10)),
        type("numeric(12)", dice -> decimal(dice, 12, 0)),
        type("numeric", dice -> decimal(dice, 1 + dice.upTo(30), dice.upTo(30))),
        // Not a number is null in the mode precise
        type("numeric(20,4)", dice -> dice.chance(20) ? "NaN" : decimal(dice, 16, 4))
            .onlyNullable(),
        type("numeric", dice -> dice.one("NaN", "Infinity", "-Infinity", "1e-20", "1e20", "100"))
            .onlyNullable(),
        type("money", dice -> decimal(dice, 14, 2)),
        type("amount", dice -> decimal(dice, 6, 3)),
        type("boolean", RandomTypes::bool),
        type("bit(1)", dice -> dice.one("0", "1")),
        type("bit(12)", dice -> dice.joined(12, "", () -> dice.one("0", "1"))),
        type("varbit(70)", dice -> dice.joined(dice.upTo(70), "", () -> dice.one("0", "1"))));
  }

  private static String int16(Dice dice) {
    return String.valueOf(dice.one(0L, -1L, -32768L, 32767L, dice.between(-1000, 1000)));
  }

  private static String int32(Dice dice) {
    return String.valueOf(
        (int) dice.one(0L, -1L, -2147483648L, 2147483647L, dice.bits()).longValue());
  }

  private static String int64(Dice dice) {
    return String.valueOf(dice.one(0L, Long.MIN_VALUE, Long.MAX_VALUE, dice.bits()));
  }

  private static String float4(Dice dice) {
    float value = Float.intBitsToFloat((int) dice.bits());
    return dice.chance(20) ? dice.one("NaN", "Infinity", "-Infinity", "-0", "0.1") : value + "";
  }

  private static String float8(Dice dice) {
    double value = Double.longBitsToDouble(dice.bits());
    return dice.chance(20)
        ? dice.one("NaN", "Infinity", "-Infinity", "-0", "1e-7", "1e21")
        : value + "";
  }

  private static String decimal(Dice dice, int whole, int scale) {
    String sign = dice.one("", "-");
    if (dice.chance(10)) {
      return "0";
    }
    BigDecimal value =
        new BigDecimal(dice.digits(1 + dice.upTo(whole - 1)) + "." + dice.digits(scale) + "0");
    return sign + value.setScale(scale, RoundingMode.DOWN).toPlainString();
  }

  private static String bool(Dice dice) {
    return dice.one("true", "false");
  }

  private List<RandomType> texts() {
    return List.of(
        type("text", dice -> dice.text(30)).asKey(),
        // Long enough for an unchanged value to stay out of the stream
        type("text", dice -> dice.chance(50) ? dice.hex(6000) : dice.text(5)),
        type("varchar(20)", dice -> dice.text(20)).asKey(),
        type("varchar", dice -> dice.text(40)),
        type("char(8)", dice -> dice.text(8)),
        type("\"char\"", dice -> String.valueOf((char) ('!' + dice.upTo(90)))),
        type("citext", dice -> dice.text(12)),
        type("email", dice -> dice.word() + "@" + dice.word()),
        type("mood", dice -> dice.one("sad", "so so", "happy")).asKey(),
        type("uuid", RandomTypes::uuid).asKey(),
        type("bytea", dice -> "\\x" + dice.hex(dice.upTo(12))).asKey(),
        type("json", RandomTypes::json),
        type("jsonb", RandomTypes::json),
        type("xml", dice -> "<a b=\"" + dice.word() + "\">" + dice.word() + "</a>"),
        type("ltree", dice -> dice.joined(1 + dice.upTo(3), ".", dice::word)),
        type("tsvector", dice -> dice.joined(dice.upTo(4), " ", dice::word)));
  }

  private static String uuid(Dice dice) {
    return new UUID(dice.bits(), dice.bits()).toString();
  }

  private static String json(Dice dice) {
    return dice.one(
        "null",
        "[]",
        "{\"a\": [1, 2.50, {\"b\" :null}],  \"c\":\"\\u00e4\\n\"}",
        "{\"" + dice.word() + "\":" + dice.upTo(999) + "}",
        "\"" + dice.word() + "\"",
        "1e10");
  }

  private static List<RandomType> structured() {
    return List.of(
        type(
            "inet",
            dice ->
                dice.one(
                    address(dice), address(dice) + "/" + dice.upTo(32), "::1", "2001:db8::/32")),
        type("cidr", dice -> dice.upTo(255) + ".0.0.0/8"),
        type("macaddr", dice -> dice.hex(6)),
        type("macaddr8", dice -> dice.hex(8)),
        type("point", dice -> "(" + dice.between(-99, 99) + "," + dice.between(-99, 99) + ".25)"),
        type("hstore", RandomTypes::hstore),
        type("int4range", dice -> range(dice, dice.between(-99, 0), dice.between(1, 99))),
        type("int8range", dice -> range(dice, dice.between(-99, 0), dice.between(1, 99))),
        type(
            "numrange",
            dice -> range(dice, "-" + decimal(dice, 3, 2).replace("-", ""), "1" + dice.digits(3))),
        type("daterange", dice -> range(dice, "20" + dice.digits(1) + "1-01-02", "2150-05-06")),
        type("tsrange", dice -> range(dice, "2001-02-03 04:05:06." + dice.digits(6), "2150-05-06")),
        type(
            "tstzrange",
            dice ->
                range(dice, "2001-02-03 04:05:06+03", "2150-05-06 00:00:00." + dice.digits(3))));
  }

  private static String address(Dice dice) {
    return dice.joined(4, ".", () -> String.valueOf(dice.upTo(255)));
  }

  private static String hstore(Dice dice) {
    return dice.joined(
        dice.upTo(5),
        ",",
        () ->
            "\"" + dice.word() + "\"=>" + (dice.chance(20) ? "NULL" : "\"" + dice.word() + " ü\""));
  }

  private static String range(Dice dice, Object low, Object high) {
    return dice.chance(10)
        ? "empty"
        : dice.one("[", "(")
            + (dice.chance(20) ? "" : low)
            + ","
            + (dice.chance(20) ? "" : high)
            + dice.one("]", ")");
  }

  private static List<RandomType> arrays() {
    return List.of(
        type("smallint", RandomTypes::int16).array(true),
        type("integer", RandomTypes::int32).array(true),
        type("bigint", RandomTypes::int64).array(true),
        type("real", RandomTypes::float4).array(true),
        type("double precision", RandomTypes::float8).array(true),
        type("boolean", RandomTypes::bool).array(true),
        type("numeric(7,3)", dice -> decimal(dice, 4, 3)).array(true),
        type("numeric", dice -> decimal(dice, 9, dice.upTo(9))).array(true),
        type("text", dice -> dice.text(9)).array(true),
        type("varchar(9)", dice -> dice.text(9)).array(true),
        type("uuid", RandomTypes::uuid).array(true),
        type("jsonb", RandomTypes::json).array(true),
        type("inet", RandomTypes::address).array(true),
        type("bytea", dice -> "\\x" + dice.hex(4)).array(true),
        type("int4range", dice -> range(dice, dice.between(-9, 0), dice.between(1, 9))).array(true),
        // Debezium has no null elements for these
        type("mood", dice -> dice.one("sad", "so so", "happy")).array(false),
        type("ltree", dice -> dice.joined(1 + dice.upTo(2), ".", dice::word)).array(false));
  }

  /** Left out, or bytes of their text under include.unknown.datatypes. */
  private static List<RandomType> unknown() {
    return List.of(
        type("pair", dice -> "(" + dice.upTo(99) + "," + dice.word() + ")"),
        type("int4multirange", dice -> "{[1," + dice.between(2, 9) + "),[20,30)}"),
        type("pg_lsn", dice -> "0/" + dice.hex(4).toUpperCase(Locale.ROOT)),
        type("tsquery", dice -> dice.word() + " & !" + dice.word()),
        type("circle", dice -> "<(1,2)," + dice.between(1, 9) + ".5>"),
        type("box", dice -> "((" + dice.between(1, 9) + ",2),(0,-1))"));
  }
}
