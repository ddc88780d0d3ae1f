package io.tidemark.envelope;

import io.tidemark.envelope.type.HashRule;
import io.tidemark.envelope.type.MaskRule;
import io.tidemark.envelope.type.TextRule;
import io.tidemark.envelope.type.TruncateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the settings whose names carry a number, an algorithm or a salt. */
final class ColumnProperties {
  private static final Pattern TRUNCATE =
      Pattern.compile("column\\.truncate\\.to\\.(\\d+)\\.chars");
  private static final Pattern MASK = Pattern.compile("column\\.mask\\.with\\.(\\d+)\\.chars");
  private static final Pattern HASH =
      Pattern.compile("column\\.mask\\.hash(\\.v2)?\\.([^.]+)\\.with\\.salt\\.(.+)");

  private ColumnProperties() {}

  static ColumnConfig read(PropertyReader reader) {
    List<ColumnRule> rules = new ArrayList<>();
    for (Map.Entry<Matcher, String> entry : reader.family(TRUNCATE).entrySet()) {
      String length = entry.getKey().group(1);
      TextRule rule = new TruncateRule(Integer.parseInt(length));
      rules.add(rule(entry.getValue(), rule, "truncateLength", length));
    }
    for (Map.Entry<Matcher, String> entry : reader.family(MASK).entrySet()) {
      TextRule rule = new MaskRule(Integer.parseInt(entry.getKey().group(1)));
      rules.add(rule(entry.getValue(), rule, "masked", "true"));
    }
    for (Map.Entry<Matcher, String> entry : reader.family(HASH).entrySet()) {
      Matcher name = entry.getKey();
      TextRule rule = new HashRule(name.group(2), name.group(3), name.group(1) != null);
      rules.add(rule(entry.getValue(), rule, "masked", "true"));
    }
    return new ColumnConfig(
        rules,
        KeyRule.parse(reader.text("message.key.columns", "")),
        Selection.patterns(reader.text("column.propagate.source.type", "")),
        Selection.patterns(reader.text("datatype.propagate.source.type", "")));
  }

  private static ColumnRule rule(String columns, TextRule rule, String parameter, String value) {
    return new ColumnRule(Selection.patterns(columns), rule, parameter, value);
  }
}
