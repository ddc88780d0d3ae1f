package io.tidemark.envelope;

import io.tidemark.envelope.EnvelopeSetting.Section;
import io.tidemark.envelope.type.HashRule;
import io.tidemark.envelope.type.MaskRule;
import io.tidemark.envelope.type.TextRule;
import io.tidemark.envelope.type.TruncateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the settings that treat some columns differently; some names carry values. */
final class ColumnProperties {
  private static final Pattern TRUNCATE =
      Pattern.compile("column\\.truncate\\.to\\.(\\d{1,9})\\.chars");
  private static final Pattern MASK = Pattern.compile("column\\.mask\\.with\\.(\\d{1,9})\\.chars");
  private static final Pattern HASH =
      Pattern.compile("column\\.mask\\.hash(\\.v2)?\\.([^.]+)\\.with\\.salt\\.(.+)");

  private ColumnProperties() {}

  static ColumnConfig read(PropertyReader reader) {
    reader.section(Section.COLUMNS);
    List<KeyRule> keys =
        reader.parsed(
            "message.key.columns",
            "",
            "schema.table:column,column;…",
            "Key columns of tables, in place of their primary key.",
            KeyRule::parse);
    return new ColumnConfig(
        rules(reader),
        keys,
        reader.patterns(
            "column.propagate.source.type",
            "Columns, as `schema.table.column`, whose schema tells their type, length and scale."),
        reader.patterns(
            "datatype.propagate.source.type", "The same for types, as `schema.table.type`."));
  }

  private static List<ColumnRule> rules(PropertyReader reader) {
    List<ColumnRule> rules = new ArrayList<>();
    rules.addAll(
        reader.family(
            "column.truncate.to.N.chars",
            TRUNCATE,
            "Columns whose text is cut to N characters.",
            (name, columns) -> truncate(name.group(1), columns)));
    rules.addAll(
        reader.family(
            "column.mask.with.N.chars",
            MASK,
            "Columns whose text becomes N asterisks.",
            (name, columns) -> masked(new MaskRule(Integer.parseInt(name.group(1))), columns)));
    rules.addAll(
        reader.family(
            "column.mask.hash.v2.ALGORITHM.with.salt.SALT",
            HASH,
            "Columns whose text becomes a digest, such as SHA-256; without `.v2` as Debezium did first.",
            (name, columns) -> masked(hash(name), columns)));
    return rules;
  }

  private static ColumnRule truncate(String length, List<Pattern> columns) {
    return new ColumnRule(
        columns, new TruncateRule(Integer.parseInt(length)), "truncateLength", length);
  }

  private static TextRule hash(Matcher name) {
    return new HashRule(name.group(2), name.group(3), name.group(1) != null);
  }

  private static ColumnRule masked(TextRule rule, List<Pattern> columns) {
    return new ColumnRule(columns, rule, "masked", "true");
  }
}
