package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.Encoding;
import io.tidemark.envelope.type.ValueException;
import io.tidemark.replication.ColumnDescription;
import io.tidemark.replication.TypeDescription;
import io.tidemark.replication.TypeDescription.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a column's default from its expression as {@code pg_get_expr} prints it. A literal is
 * written as a value of the column would be; a function stands for its type's zero, as in Debezium;
 * other expressions are no default.
 */
final class ColumnDefault {
  /** Types whose defaults Debezium carries, with the text of their zero. */
  private static final Map<String, String> ZEROS =
      Map.ofEntries(
          Map.entry("int2", "0"),
          Map.entry("int4", "0"),
          Map.entry("int8", "0"),
          Map.entry("float4", "0"),
          Map.entry("float8", "0"),
          Map.entry("numeric", "0.0"),
          Map.entry("bool", "f"),
          Map.entry("text", ""),
          Map.entry("varchar", ""),
          Map.entry("bpchar", ""),
          Map.entry("date", "1970-01-01"),
          Map.entry("time", "00:00:00"),
          Map.entry("timestamp", "1970-01-01 00:00:00"),
          Map.entry("timestamptz", "1970-01-01 00:00:00+00"),
          Map.entry("interval", "00:00:00"),
          Map.entry("uuid", "00000000-0000-0000-0000-000000000000"),
          Map.entry("json", "{}"),
          Map.entry("jsonb", "{}"),
          Map.entry("xml", ""),
          Map.entry("bit", "0"),
          Map.entry("varbit", ""));

  private static final int MODIFIER_HEADER = 4;
  private static final String CAST = "(?:::[a-z\"][^():']*(?:\\([0-9, -]*\\))?[^():']*)*";
  private static final Pattern PARENTHESES = Pattern.compile("\\((.*)\\)" + CAST);
  private static final Pattern QUOTED = Pattern.compile("B?'((?:[^']|'')*)'" + CAST);
  private static final Pattern BARE = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?|true|false)" + CAST);
  private static final Pattern FUNCTION =
      Pattern.compile("[A-Za-z_\"][A-Za-z0-9_.\"]*(?<call>\\(.*\\))?" + CAST, Pattern.DOTALL);

  private ColumnDefault() {}

  /** The default as JSON, or null for none; a domain has none, whatever it is made of. */
  static @Nullable String json(ColumnDescription column, Encoding encoding) {
    String expression = column.defaultExpression();
    if (expression == null || encoding.schema().type().equals("struct")) {
      return null;
    }
    String text = scaled(text(expression, column.type()), scale(column));
    if (text == null) {
      return null;
    }
    JsonBuffer json = new JsonBuffer();
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    try {
      encoding.encoder().text(utf8, 0, utf8.length, json);
    } catch (ValueException notOfThisType) {
      return null;
    }
    return json.toString();
  }

  private static int scale(ColumnDescription column) {
    int modifier = column.typeModifier();
    return column.type().name().equals("numeric") && modifier >= MODIFIER_HEADER
        ? (((modifier - MODIFIER_HEADER) & 0x7ff) ^ 0x400) - 0x400
        : -1;
  }

  /** A decimal gets as many digits as its column has. */
  private static @Nullable String scaled(@Nullable String text, int scale) {
    if (text == null || scale < 0 || !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
      return text;
    }
    return new BigDecimal(text).setScale(scale, RoundingMode.HALF_UP).toPlainString();
  }

  private static @Nullable String text(String expression, TypeDescription type) {
    if (type.kind() == Kind.ENUM) {
      Matcher label = QUOTED.matcher(expression);
      return label.matches() ? label.group(1).replace("''", "'") : null;
    }
    boolean known = type.kind() == Kind.BASE && type.namespace().equals("pg_catalog");
    String zero = known ? ZEROS.get(type.name()) : null;
    return zero == null ? null : text(expression, zero);
  }

  private static @Nullable String text(String expression, String zero) {
    Matcher quoted = QUOTED.matcher(expression);
    if (quoted.matches()) {
      return quoted.group(1).replace("''", "'");
    }
    Matcher bare = BARE.matcher(expression);
    if (bare.matches()) {
      return bare.group(1);
    }
    Matcher parentheses = PARENTHESES.matcher(expression);
    if (parentheses.matches()) {
      return text(parentheses.group(1), zero);
    }
    Matcher function = FUNCTION.matcher(expression);
    if (!function.matches() || expression.startsWith("NULL::")) {
      return null;
    }
    return zero.isEmpty() && function.group("call") == null
        ? expression.toUpperCase(Locale.ROOT)
        : zero;
  }
}
