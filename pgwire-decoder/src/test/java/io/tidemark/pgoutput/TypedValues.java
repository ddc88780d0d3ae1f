package io.tidemark.pgoutput;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values as SQL writes them, and what each getter makes of them. */
final class TypedValues {
  private static final List<Case> ALL =
      List.of(
          of("bool", "true", Tuple::getBoolean, true),
          of("bool", "false", Tuple::getBoolean, false),
          of("int2", "-32768", Tuple::getShort, Short.MIN_VALUE),
          of("int2", "32767", Tuple::getInt, 32_767),
          of("int4", "-2147483648", Tuple::getInt, Integer.MIN_VALUE),
          of("int4", "7", Tuple::getShort, (short) 7),
          of("int4", "2147483647", Tuple::getLong, 2_147_483_647L),
          of("int8", "-9223372036854775808", Tuple::getLong, Long.MIN_VALUE),
          of("int8", "9223372036854775807", Tuple::getLong, Long.MAX_VALUE),
          of("int8", "0", Tuple::getInt, 0),
          of("oid", "4294967295", Tuple::getLong, 4_294_967_295L),
          of("quantity", "12", Tuple::getInt, 12),
          of("float4", "0.1", Tuple::getFloat, 0.1f),
          of("float4", "3.4028235e+38", Tuple::getFloat, Float.MAX_VALUE),
          of("float4", "1e-45", Tuple::getFloat, Float.MIN_VALUE),
          of("float4", "NaN", Tuple::getFloat, Float.NaN),
          of("float4", "0.1", Tuple::getDouble, 0.100_000_001_490_116_12),
          of("float8", "0.1", Tuple::getDouble, 0.1),
          of("float8", "-0", Tuple::getDouble, -0.0),
          of("float8", "123456.789", Tuple::getDouble, 123_456.789),
          of("float8", "1e22", Tuple::getDouble, 1e22),
          of("float8", "1e23", Tuple::getDouble, Double.parseDouble("1e23")),
          of("float8", "9007199254740993", Tuple::getDouble, 9_007_199_254_740_992.0),
          of("float8", "1.7976931348623157e+308", Tuple::getDouble, Double.MAX_VALUE),
          of("float8", "5e-324", Tuple::getDouble, Double.MIN_VALUE),
          of("float8", "Infinity", Tuple::getDouble, Double.POSITIVE_INFINITY),
          of("float8", "-Infinity", Tuple::getDouble, Double.NEGATIVE_INFINITY),
          of("float8", "NaN", Tuple::getDouble, Double.NaN),
          of("numeric", "0", Tuple::getBigDecimal, BigDecimal.ZERO),
          of("numeric(12,2)", "1.50", Tuple::getBigDecimal, new BigDecimal("1.50")),
          of("numeric(12,2)", "0", Tuple::getBigDecimal, new BigDecimal("0.00")),
          of("numeric", "-0.0001", Tuple::getBigDecimal, new BigDecimal("-0.0001")),
          of("numeric", "10000", Tuple::getBigDecimal, new BigDecimal("10000")),
          of("numeric", "1e20", Tuple::getBigDecimal, new BigDecimal("100000000000000000000")),
          of(
              "numeric",
              "0.00000000000000000001",
              Tuple::getBigDecimal,
              new BigDecimal("0.00000000000000000001")),
          of(
              "numeric",
              "-123456789012345678901234567890.123456789",
              Tuple::getBigDecimal,
              new BigDecimal("-123456789012345678901234567890.123456789")),
          of("numeric(5,-2)", "12345", Tuple::getBigDecimal, new BigDecimal("12300")),
          of("numeric", "1.5", Tuple::getNumeric, new Numeric.Finite(new BigDecimal("1.5"))),
          of("numeric", "NaN", Tuple::getNumeric, Numeric.Special.NAN),
          of("numeric", "Infinity", Tuple::getNumeric, Numeric.Special.INFINITY),
          of("numeric", "-Infinity", Tuple::getNumeric, Numeric.Special.NEGATIVE_INFINITY),
          of("int4", "-7", Tuple::getBigDecimal, new BigDecimal("-7")),
          of("text", "", Tuple::getString, ""),
          of(
              "text",
              "größe 温度 🌡 'quoted' \\ back",
              Tuple::getString,
              "größe 温度 🌡 'quoted' \\ back"),
          of("varchar(10)", "blue", Tuple::getString, "blue"),
          of("char(4)", "ab", Tuple::getString, "ab  "),
          of("\"char\"", "x", Tuple::getString, "x"),
          of("name", "pg_class", Tuple::getString, "pg_class"),
          of("mood", "glücklich", Tuple::getString, "glücklich"),
          of("json", "{\"a\":  1}", Tuple::getString, "{\"a\":  1}"),
          of("jsonb", "{\"a\":  1}", Tuple::getString, "{\"a\": 1}"),
          of("xml", "<a/>", Tuple::getString, "<a/>"),
          of("bytea", "\\x", Tuple::getBytes, new byte[0]),
          of("bytea", "\\x00ff5c4180", Tuple::getBytes, new byte[] {0, -1, '\\', 'A', -128}),
          of("bytea", "plain", Tuple::getBytes, "plain".getBytes(StandardCharsets.US_ASCII)),
          of(
              "uuid",
              "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
              Tuple::getUuid,
              UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")),
          of("date", "2024-02-29", Tuple::getLocalDate, LocalDate.of(2024, 2, 29)),
          of("date", "0001-01-01", Tuple::getLocalDate, LocalDate.of(1, 1, 1)),
          of("date", "0001-12-31 BC", Tuple::getLocalDate, LocalDate.of(0, 12, 31)),
          of("date", "0005-02-29 BC", Tuple::getLocalDate, LocalDate.of(-4, 2, 29)),
          of("date", "4714-11-24 BC", Tuple::getLocalDate, LocalDate.of(-4713, 11, 24)),
          of("date", "5874897-12-31", Tuple::getLocalDate, LocalDate.of(5_874_897, 12, 31)),
          of("date", "infinity", Tuple::getLocalDate, LocalDate.MAX),
          of("date", "-infinity", Tuple::getLocalDate, LocalDate.MIN),
          of("time", "00:00:00", Tuple::getLocalTime, LocalTime.MIDNIGHT),
          of("time", "23:59:59.999999", Tuple::getLocalTime, LocalTime.of(23, 59, 59, 999_999_000)),
          of("time", "12:34:56.7", Tuple::getLocalTime, LocalTime.of(12, 34, 56, 700_000_000)),
          of("time", "24:00:00", Tuple::getTimeMicros, 86_400_000_000L),
          of("timetz", "12:34:56+02", Tuple::getOffsetTime, OffsetTime.parse("12:34:56+02:00")),
          of(
              "timetz",
              "12:34:56.1-03:30",
              Tuple::getOffsetTime,
              OffsetTime.parse("12:34:56.1-03:30")),
          of(
              "timetz",
              "01:02:03+15:59:59",
              Tuple::getOffsetTime,
              OffsetTime.parse("01:02:03+15:59:59")),
          of("timetz", "24:00:00-08", Tuple::getTimeMicros, 86_400_000_000L),
          of(
              "timestamp",
              "2024-02-29 12:34:56.000001",
              Tuple::getLocalDateTime,
              LocalDateTime.parse("2024-02-29T12:34:56.000001")),
          of(
              "timestamp",
              "1999-12-31 23:59:59.999999",
              Tuple::getLocalDateTime,
              LocalDateTime.parse("1999-12-31T23:59:59.999999")),
          of(
              "timestamp",
              "0044-03-15 12:00:00 BC",
              Tuple::getLocalDateTime,
              LocalDateTime.of(-43, 3, 15, 12, 0)),
          of(
              "timestamp",
              "294276-12-31 23:59:59.999999",
              Tuple::getLocalDateTime,
              LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000)),
          of("timestamp", "infinity", Tuple::getLocalDateTime, LocalDateTime.MAX),
          of("timestamp", "-infinity", Tuple::getLocalDateTime, LocalDateTime.MIN),
          of(
              "timestamptz",
              "2024-07-01 12:34:56.789+02",
              Tuple::getInstant,
              Instant.parse("2024-07-01T10:34:56.789Z")),
          of(
              "timestamptz",
              "1883-01-01 00:00:00+00",
              Tuple::getInstant,
              Instant.parse("1883-01-01T00:00:00Z")),
          of(
              "timestamptz",
              "4714-11-24 00:00:00+00 BC",
              Tuple::getInstant,
              Instant.parse("-4713-11-24T00:00:00Z")),
          of(
              "timestamptz",
              "294276-12-31 23:59:59.999999+00",
              Tuple::getInstant,
              Instant.parse("+294276-12-31T23:59:59.999999Z")),
          of("timestamptz", "infinity", Tuple::getInstant, Instant.MAX),
          of("timestamptz", "-infinity", Tuple::getInstant, Instant.MIN),
          of("interval", "0", Tuple::getInterval, new Interval(0, 0, 0)),
          of(
              "interval",
              "1 year 2 mons 3 days 04:05:06.789",
              Tuple::getInterval,
              new Interval(14, 3, 14_706_789_000L)),
          of(
              "interval",
              "-1 year +3 days -00:00:00.000001",
              Tuple::getInterval,
              new Interval(-12, 3, -1)),
          of("interval", "1 mon", Tuple::getInterval, new Interval(1, 0, 0)),
          of("interval", "-1 mon", Tuple::getInterval, new Interval(-1, 0, 0)),
          of("interval", "1000 hours", Tuple::getInterval, new Interval(0, 0, 3_600_000_000_000L)),
          of(
              "interval",
              "-178000000 years",
              Tuple::getInterval,
              new Interval(-2_136_000_000, 0, 0)),
          of("interval", "infinity", Tuple::getInterval, Interval.INFINITY),
          of("interval", "-infinity", Tuple::getInterval, Interval.NEGATIVE_INFINITY),
          array("int4[]", "{}", Tuple::getInt, List.of()),
          array("int4[]", "{1,NULL,-3}", Tuple::getInt, List.of(dimension(3, 1)), 1, null, -3),
          array("int4[]", "[-1:0]={5,6}", Tuple::getInt, List.of(dimension(2, -1)), 5, 6),
          array(
              "int8[]",
              "{{1,2,3},{4,NULL,6}}",
              Tuple::getLong,
              List.of(dimension(2, 1), dimension(3, 1)),
              1L,
              2L,
              3L,
              4L,
              null,
              6L),
          array(
              "int4[]",
              "[0:0][2:3][1:1]={{{1},{2}}}",
              Tuple::getInt,
              List.of(dimension(1, 0), dimension(2, 2), dimension(1, 1)),
              1,
              2),
          array(
              "text[]",
              "{a,\"NULL\",NULL,\"\",\"x,y\",\"{}\",\"q\\\"b\\\\s\",größe}",
              Tuple::getString,
              List.of(dimension(8, 1)),
              "a",
              "NULL",
              null,
              "",
              "x,y",
              "{}",
              "q\"b\\s",
              "größe"),
          array(
              "numeric[]",
              "{1.50,-2}",
              Tuple::getBigDecimal,
              List.of(dimension(2, 1)),
              new BigDecimal("1.50"),
              new BigDecimal("-2")),
          array(
              "timestamptz[]",
              "{2024-01-01 00:00:00+00,infinity}",
              Tuple::getInstant,
              List.of(dimension(2, 1)),
              Instant.parse("2024-01-01T00:00:00Z"),
              Instant.MAX),
          array("bool[]", "{t,f}", Tuple::getBoolean, List.of(dimension(2, 1)), true, false),
          array(
              "date[]",
              "{2024-02-29}",
              Tuple::getLocalDate,
              List.of(dimension(1, 1)),
              LocalDate.of(2024, 2, 29)),
          array(
              "float8[]", "{0.1,NaN}", Tuple::getDouble, List.of(dimension(2, 1)), 0.1, Double.NaN),
          array(
              "interval[]",
              "{1 mon 00:00:01}",
              Tuple::getInterval,
              List.of(dimension(1, 1)),
              new Interval(1, 0, 1_000_000)),
          array(
              "jsonb[]",
              "{\"{\\\"a\\\": 1}\"}",
              Tuple::getString,
              List.of(dimension(1, 1)),
              "{\"a\": 1}"),
          array(
              "mood[]",
              "{sad,glücklich}",
              Tuple::getString,
              List.of(dimension(2, 1)),
              "sad",
              "glücklich"));

  private TypedValues() {}

  /** One value. */
  record Case(String type, String literal, ColumnReader<?> reader, Object expected) {
    @Override
    public String toString() {
      return type + " '" + literal + "'";
    }
  }

  static List<Case> all() {
    return ALL;
  }

  private static <T> Case of(String type, String literal, ColumnReader<T> reader, T expected) {
    return new Case(type, literal, reader, expected);
  }

  private static ArrayValue.Dimension dimension(int length, int lowerBound) {
    return new ArrayValue.Dimension(length, lowerBound);
  }

  private static <T> Case array(
      String type,
      String literal,
      ColumnReader<T> reader,
      List<ArrayValue.Dimension> dimensions,
      @Nullable Object... elements) {
    ArrayValue<Object> expected = new ArrayValue<>(dimensions, Arrays.asList(elements));
    return new Case(type, literal, (tuple, column) -> tuple.getArray(column, reader), expected);
  }
}
