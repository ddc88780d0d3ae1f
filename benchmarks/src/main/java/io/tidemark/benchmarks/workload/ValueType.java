package io.tidemark.benchmarks.workload;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A type of column, for what one value costs: a table of an id and {@value #COLUMNS} columns. */
public enum ValueType {
  BOOL("i % 2 = 0"),
  INT2("i % 30000"),
  INT4("i * 1003"),
  INT8("i::int8 * 1000000007"),
  FLOAT4("i / 8.0"),
  FLOAT8("i / 3.0"),
  NUMERIC("(i * 37 % 1000000)::numeric / 100"),
  TEXT("md5(i::text)"),
  VARCHAR("'SKU-' || i"),
  UUID("md5(i::text)::uuid"),
  DATE("date '2026-01-01' + i % 1000"),
  TIME("time '00:00' + i * interval '1.001 s'"),
  TIMESTAMP("timestamp '2026-01-01' + i * interval '1.000123 s'"),
  TIMESTAMPTZ("timestamptz '2026-01-01' + i * interval '1.000123 s'"),
  BYTEA("decode(md5(i::text), 'hex')"),
  JSONB("jsonb_build_object('id', i)");

  /** Enough of them that the rest of the row hardly counts. */
  public static final int COLUMNS = 32;

  private final String expression;

  ValueType(String expression) {
    this.expression = expression;
  }

  /** The table's name, which its publication has as well. */
  public String table() {
    return "type_" + sqlName();
  }

  private String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  String createTable() {
    return "CREATE TABLE %s (id int4 PRIMARY KEY, %s)"
        .formatted(table(), repeated(column -> "c" + column + " " + sqlName()));
  }

  String statement(int rows) {
    return "INSERT INTO %s SELECT i, %s FROM generate_series(1, %d) AS i"
        .formatted(table(), repeated(column -> expression), rows);
  }

  private static String repeated(java.util.function.IntFunction<String> column) {
    return IntStream.rangeClosed(1, COLUMNS).mapToObj(column).collect(Collectors.joining(", "));
  }
}
