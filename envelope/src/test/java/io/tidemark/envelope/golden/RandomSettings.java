package io.tidemark.envelope.golden;

import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of one run. Text or binary and with or without schemas follow from the seed, so that
 * four seeds in a row have them all.
 */
final class RandomSettings {
  /** One at a time: where two are given, ours differ on purpose. */
  private static final String[] COLUMN_RULES = {
    "column.propagate.source.type",
    "column.truncate.to.9.chars",
    "column.mask.with.5.chars",
    "column.mask.hash.SHA-256.with.salt.s",
    "column.mask.hash.v2.MD5.with.salt.s",
  };

  private final Map<String, String> connector = new TreeMap<>();
  private final boolean binary;
  private final boolean schemas;
  private final boolean replaceNull;

  RandomSettings(long seed, Dice dice) {
    binary = (seed & 1) != 0;
    schemas = (seed & 2) != 0;
    replaceNull = dice.chance(50);
    choose(dice, "decimal.handling.mode", "precise", "string", "double");
    choose(
        dice,
        "time.precision.mode",
        "adaptive",
        "adaptive_time_microseconds",
        "connect",
        "isostring",
        "microseconds",
        "nanoseconds");
    choose(dice, "interval.handling.mode", "numeric", "string");
    choose(dice, "binary.handling.mode", "bytes", "base64", "base64-url-safe", "hex");
    choose(dice, "hstore.handling.mode", "json", "map");
    choose(dice, "include.unknown.datatypes", "false", "true");
    choose(dice, "tombstones.on.delete", "true", "false");
    choose(dice, "skipped.operations", "none", "t", "none", "d");
    choose(dice, "provide.transaction.metadata", "true", "false");
    choose(dice, "skip.messages.without.change", "false", "true");
    choose(dice, "field.name.adjustment.mode", "none", "none", "avro", "avro_unicode");
    choose(dice, "schema.name.adjustment.mode", "none", "none", "avro", "avro_unicode");
    choose(dice, "money.fraction.digits", "2", "2", "0", "4");
    if (dice.chance(30)) {
      flatten(dice);
    }
    if (dice.chance(50)) {
      connector.put(dice.one(COLUMN_RULES), ".*");
    }
  }

  /** Adds nothing that differs between two readers, such as their clocks. */
  private void flatten(Dice dice) {
    connector.put("transforms", "unwrap");
    connector.put("transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState");
    choose(
        dice,
        "transforms.unwrap.delete.tombstone.handling.mode",
        "drop",
        "tombstone",
        "rewrite",
        "rewrite-with-tombstone",
        "delete-to-tombstone");
    choose(
        dice,
        "transforms.unwrap.add.fields",
        "",
        "op",
        "op,table:from,source.lsn,source.ts_ms,transaction.id,total_order,source.xmin");
    choose(dice, "transforms.unwrap.add.fields.prefix", "__", "");
    choose(dice, "transforms.unwrap.add.headers", "", "op", "source.txId,op:what,sequence,id,db");
    choose(dice, "transforms.unwrap.add.headers.prefix", "__", "x-");
  }

  private void choose(Dice dice, String name, String... values) {
    connector.put(name, dice.one(values));
  }

  String get(String name) {
    return connector.getOrDefault(name, "");
  }

  /** Settings of Debezium's connector that are ours too. */
  Map<String, String> connector() {
    return connector;
  }

  /** Of the JSON converter. */
  Map<String, String> converter() {
    return Map.of(
        "schemas.enable", Boolean.toString(schemas),
        "replace.null.with.default", Boolean.toString(replaceNull));
  }

  /** Whether our stream is binary; Debezium's never is. */
  boolean binary() {
    return binary;
  }

  @Override
  public String toString() {
    return (binary ? "binary " : "text ") + converter() + " " + connector;
  }
}
