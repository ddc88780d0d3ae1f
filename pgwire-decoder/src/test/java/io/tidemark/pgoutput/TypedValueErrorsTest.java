package io.tidemark.pgoutput;

import static io.tidemark.pgoutput.MessageBytes.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No getter gives a wrong value: what it cannot read it refuses, with the place and the remedy. */
class TypedValueErrorsTest {
  private static Row row(MessageBytes row) {
    TestDecoder decoder = TestDecoder.knowing(Orders.announced());
    return ((PgOutputMessage.Insert) decoder.decode(row)).row();
  }

  private static MessageBytes insert() {
    return message('I').int32(Orders.OID).byte1('N').int16(3);
  }

  /** One column of the given built-in type. */
  private static Row typed(int typeOid, MessageBytes value) {
    TestDecoder decoder =
        TestDecoder.knowing(
            message('R')
                .int32(1)
                .string("public")
                .string("t")
                .byte1('d')
                .int16(1)
                .int8(0)
                .string("v")
                .int32(typeOid)
                .int32(-1));
    byte[] content = value.toByteArray();
    MessageBytes insert = message('I').int32(1).byte1('N').int16(1).bytes(content);
    return ((PgOutputMessage.Insert) decoder.decode(insert)).row();
  }

  private static MessageBytes text(String value) {
    return new MessageBytes().text(value);
  }

  private static MessageBytes binary(String hex) {
    return new MessageBytes().binary(hex);
  }

  private static void refuses(Row row, ColumnReader<?> reader) {
    assertThatExceptionOfType(ColumnValueException.class).isThrownBy(() -> reader.read(row, 0));
  }

  private static void refuses(Row row, ColumnReader<?> reader, String text) {
    assertThatExceptionOfType(ColumnValueException.class)
        .isThrownBy(() -> reader.read(row, 0))
        .withMessage(text);
  }

  @Test
  void namesPlaceExpectedAndFound() {
    Row row = row(insert().text("7").text("blue").text("12.50"));
    ColumnValueException refused =
        catchThrowableOfType(ColumnValueException.class, () -> row.getInt(2));
    assertThat(refused)
        .hasMessage(
            "public.orders column 3 \"total\": expected int, found TEXT \"12.50\" of type 1700");
    assertThat(refused.column()).isEqualTo(2);
  }

  @Test
  void showsTheFirstBytesOfALongValue() {
    refuses(
        Row.ofText("x".repeat(812)),
        Tuple::getUuid,
        "column 1: expected uuid, found TEXT \"" + "x".repeat(24) + "\"… (812 bytes)");
    refuses(
        typed(TypeOid.INT4, binary("0001ff")),
        Tuple::getInt,
        "public.t column 1 \"v\": expected int, found BINARY \\x0001ff of type 23");
  }

  @Test
  void givesNullForNull() {
    Row row = Row.ofText((String) null);
    assertThat(row.getBigDecimal(0)).isNull();
    assertThat(row.getNumeric(0)).isNull();
    assertThat(row.getString(0)).isNull();
    assertThat(row.getBytes(0)).isNull();
    assertThat(row.getUuid(0)).isNull();
    assertThat(row.getLocalDate(0)).isNull();
    assertThat(row.getLocalTime(0)).isNull();
    assertThat(row.getOffsetTime(0)).isNull();
    assertThat(row.getLocalDateTime(0)).isNull();
    assertThat(row.getInstant(0)).isNull();
    assertThat(row.getInterval(0)).isNull();
    assertThat(row.getArray(0, Tuple::getInt)).isNull();
  }

  @Test
  void refusesNullWhereTheTypeHasNone() {
    Row row = Row.ofText((String) null);
    refuses(row, Tuple::getBoolean, "column 1: expected boolean, found NULL; ask isNull(0) first");
    refuses(row, Tuple::getShort, "column 1: expected short, found NULL; ask isNull(0) first");
    refuses(row, Tuple::getInt, "column 1: expected int, found NULL; ask isNull(0) first");
    refuses(row, Tuple::getLong, "column 1: expected long, found NULL; ask isNull(0) first");
    refuses(row, Tuple::getFloat, "column 1: expected float, found NULL; ask isNull(0) first");
    refuses(row, Tuple::getDouble, "column 1: expected double, found NULL; ask isNull(0) first");
    refuses(
        row,
        Tuple::getTimeMicros,
        "column 1: expected time or timetz, found NULL; ask isNull(0) first");
  }

  @Test
  void refusesUnchangedAlways() {
    Row row = row(insert().text("7").unchanged().unchanged());
    assertThatExceptionOfType(ColumnValueException.class)
        .isThrownBy(() -> row.getString(1))
        .withMessage(
            "public.orders column 2 \"note\": expected String, found UNCHANGED, a TOASTed value that the server did"
                + " not send again; ask isUnchanged(1) first, or take it from the old row under REPLICA IDENTITY FULL");
    assertThatExceptionOfType(ColumnValueException.class).isThrownBy(() -> row.getBigDecimal(2));
    assertThatExceptionOfType(ColumnValueException.class).isThrownBy(() -> row.getLong(2));
  }

  @Test
  void hasNoTextForWhatIsNotText() {
    refuses(
        row(insert().binary("0000000000000007").unchanged().nullValue()),
        Tuple::text,
        "public.orders column 1 \"id\": expected TEXT, found BINARY \\x0000000000000007 of type 20");
    refuses(Row.ofText((String) null), Tuple::text, "column 1: expected TEXT, found NULL");
  }

  @Test
  void refusesAColumnThatIsNotThere() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Row.ofText("1").getInt(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        " 1",
        "1 ",
        "1.0",
        "1e3",
        "0x1",
        "١",
        "9223372036854775808",
        "-9223372036854775809",
        "9999999999999999999",
        "00000000000000000000"
      })
  void refusesWhatIsNoLong(String value) {
    refuses(Row.ofText(value), Tuple::getLong);
  }

  @Test
  void refusesIntegersOutOfRange() {
    refuses(Row.ofText("32768"), Tuple::getShort);
    refuses(Row.ofText("-2147483649"), Tuple::getInt);
    refuses(typed(TypeOid.INT8, binary("0000000080000000")), Tuple::getInt);
    refuses(typed(TypeOid.OID, binary("ffffffff")), Tuple::getInt);
  }

  /** The same eight bytes are an int8, a float8, a timestamp and a time. */
  @Test
  void refusesAColumnOfAnotherType() {
    String eight = "0000000000000001";
    refuses(typed(TypeOid.FLOAT8, binary(eight)), Tuple::getLong);
    refuses(typed(TypeOid.TIMESTAMP, binary(eight)), Tuple::getLong);
    refuses(typed(TypeOid.INT8, binary(eight)), Tuple::getDouble);
    refuses(typed(TypeOid.TIMESTAMP, binary(eight)), Tuple::getInstant);
    refuses(typed(TypeOid.TIMESTAMPTZ, binary(eight)), Tuple::getLocalDateTime);
    refuses(typed(TypeOid.NUMERIC, binary(eight)), Tuple::getLong);
    refuses(typed(TypeOid.NUMERIC, text("12")), Tuple::getLong);
    refuses(typed(TypeOid.INT8, binary(eight)), Tuple::getString);
    refuses(typed(TypeOid.FLOAT8, text("1.5")), Tuple::getFloat);
    refuses(typed(TypeOid.FLOAT8, text("1.5")), Tuple::getBigDecimal);
    refuses(typed(TypeOid.TEXT, text("\\x00")), Tuple::getBytes);
  }

  @Test
  void readsADomainAsWhatTheCallerAsksFor() {
    assertThat(typed(16_400, binary("00000007")).getInt(0)).isEqualTo(7);
    assertThat(typed(-1, text("2024-01-01")).getLocalDate(0)).hasToString("2024-01-01");
  }

  @Test
  void refusesBytesAsTextThatTextCannotHave() {
    refuses(typed(16_400, binary("610062")), Tuple::getString);
    refuses(typed(16_400, binary("ff")), Tuple::getString);
    refuses(typed(TypeOid.JSONB, binary("02")), Tuple::getString);
    refuses(typed(TypeOid.JSONB, binary("")), Tuple::getString);
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "Infinity, Infinity", "-Infinity, -Infinity"})
  void sendsSpecialNumericsToGetNumeric(String value, String shown) {
    refuses(
        Row.ofText(value),
        Tuple::getBigDecimal,
        "column 1: expected BigDecimal, found TEXT \""
            + shown
            + "\"; getNumeric has a value for it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", ".", "1.2.3", "1e5", "--1", "-NaN", "Inf", "nan", "0x10", "1_000", "1d", " 1"
      })
  void refusesWhatIsNoNumeric(String value) {
    refuses(Row.ofText(value), Tuple::getNumeric);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "e5", "1e", "1e+", "1f", "0x1p3", "1e99999999", " 1", "-NaN", "Infinit"})
  void refusesWhatIsNoDouble(String value) {
    refuses(Row.ofText(value), Tuple::getDouble);
    refuses(Row.ofText(value), Tuple::getFloat);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // no header
        "00010000000000", // a header of seven bytes
        "0001000000000000", // one digit declared, none there
        "00000000000000000000", // no digit declared, one there
        "0001000012340000" + "0001", // an unknown sign
        "0001000000000000" + "2710", // a digit of 10,000
        "0001000000000000" + "ffff", // a negative digit
        "0001ffff00000002" + "0001", // 0.0001 with two decimals
        "0000000000004000", // more decimals than PostgreSQL has
        "00010000c0000000" + "0001" // NaN with a digit
      })
  void refusesABrokenBinaryNumeric(String hex) {
    refuses(typed(TypeOid.NUMERIC, binary(hex)), Tuple::getNumeric);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "true", "1", "T"})
  void refusesWhatIsNoBoolean(String value) {
    refuses(Row.ofText(value), Tuple::getBoolean);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\x0", "\\xzz", "\\", "\\8", "\\400", "\\12", "\\x0g"})
  void refusesWhatIsNoBytea(String value) {
    refuses(Row.ofText(value), Tuple::getBytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1",
        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a111",
        "a0eebc99a9c0b-4ef8-bb6d-6bb9bd380a11",
        "g0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"
      })
  void refusesWhatIsNoUuid(String value) {
    refuses(Row.ofText(value), Tuple::getUuid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024",
        "2024-1-01",
        "2024-13-01",
        "2024-00-01",
        "2024-02-30",
        "2023-02-29",
        "0000-01-01",
        "0004-02-29 BC",
        "01.02.2024",
        "2024-01-01 AD",
        "12345678-01-01",
        "infinity BC",
        "2024-01-01 00:00:00"
      })
  void refusesWhatIsNoIsoDate(String value) {
    refuses(Row.ofText(value), Tuple::getLocalDate);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "24:00:00.000001",
        "25:00:00",
        "12:60:00",
        "12:00:60",
        "12:00",
        "12:00:00.",
        "1:00:00",
        "12:00:00.1234567",
        "12:00:00+02"
      })
  void refusesWhatIsNoTime(String value) {
    refuses(Row.ofText(value), Tuple::getLocalTime);
    refuses(Row.ofText(value), Tuple::getTimeMicros);
  }

  @Test
  void sendsTheEndOfADayToGetTimeMicros() {
    refuses(
        Row.ofText("24:00:00"),
        Tuple::getLocalTime,
        "column 1: expected LocalTime, found TEXT \"24:00:00\"; java.time ends a day before 24:00;"
            + " getTimeMicros has a value for it");
    refuses(Row.ofText("24:00:00+00"), Tuple::getOffsetTime);
    refuses(typed(TypeOid.TIMETZ, binary("000000141dd76000" + "00000000")), Tuple::getOffsetTime);
  }

  @Test
  void refusesBinaryTimesOutsideOfADay() {
    refuses(typed(TypeOid.TIME, binary("ffffffffffffffff")), Tuple::getLocalTime);
    refuses(typed(TypeOid.TIME, binary("000000141dd76001")), Tuple::getTimeMicros);
    refuses(typed(TypeOid.TIMETZ, binary("0000000000000000" + "7fffffff")), Tuple::getOffsetTime);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024-01-01",
        "2024-01-01 00:00:00",
        "2024-01-01 00:00:00 UTC",
        "2024-01-01T00:00:00+00",
        "2024-01-01 24:00:00+00",
        "2024-01-01 00:00:00+",
        "2024-01-01 00:00:00+18",
        "2024-01-01 00:00:00+00 AD"
      })
  void refusesWhatIsNoTimestamptz(String value) {
    refuses(Row.ofText(value), Tuple::getInstant);
  }

  @Test
  void refusesAZoneInATimestampWithoutOne() {
    refuses(Row.ofText("2024-01-01 00:00:00+00"), Tuple::getLocalDateTime);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1 week",
        "P1Y",
        "@ 1 year",
        "1-2",
        "1 year ",
        "04:05",
        "1 day 04:05:06 1 mon",
        "300000000 years",
        "3000000000 days",
        "9999999999:00:00",
        "infinity 1 day"
      })
  void refusesWhatIsNoIntervalInStylePostgres(String value) {
    refuses(Row.ofText(value), Tuple::getInterval);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "}",
        "{1",
        "1}",
        "{1,}",
        "{,1}",
        "{1}x",
        "{{1},{2,3}}",
        "{{1},2}",
        "{1,{2}}",
        "{{}}",
        "{\"a}",
        "{\"a\"b}",
        "{a\"b\"}",
        "{a\\",
        "[1:2]{1,2}",
        "[1:2={1,2}",
        "[a:2]={1,2}",
        "[1:2][1:1]={1,2}",
        "[1:99999999999]={1}",
        "{{{{{{{1}}}}}}}"
      })
  void refusesWhatIsNoArray(String value) {
    refuses(Row.ofText(value), (tuple, column) -> tuple.getArray(column, Tuple::getString));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // no header
        "ffffffff" + "00000000" + "00000017", // a negative number of dimensions
        "00000007" + "00000000" + "00000017", // more dimensions than PostgreSQL has
        "00000001" + "00000002" + "00000017" + "0000000000000001", // an unknown flag
        "00000001" + "00000000" + "00000019" + "0000000000000001", // elements of another type
        "00000001" + "00000000" + "00000017" + "ffffffff00000001", // a negative length
        "00000001" + "00000000" + "00000017" + "7fffffff00000001", // two billion elements
        "00000002"
            + "00000000"
            + "00000017"
            + "0001000000000001"
            + "0001000000000001", // and their square
        "00000001"
            + "00000000"
            + "00000017"
            + "0000000100000001"
            + "0000000400", // an element cut short
        "00000001" + "00000000" + "00000017" + "0000000100000001" + "fffffffe", // a length of -2
        "00000000" + "00000000" + "00000017" + "00" // a byte too many
      })
  void refusesABrokenBinaryArray(String hex) {
    refuses(typed(1007, binary(hex)), (tuple, column) -> tuple.getArray(column, Tuple::getInt));
  }

  @Test
  void namesTheElementOfAnArray() {
    refuses(
        Row.ofText("{1,x}"),
        (tuple, column) -> tuple.getArray(column, Tuple::getInt),
        "column 1 element 2: expected int, found TEXT \"x\"");
  }

  /** Its delimiter is a semicolon, so that the commas are the elements' own. */
  @Test
  void refusesAnArrayOfBoxes() {
    refuses(
        typed(TypeOid.BOX_ARRAY, text("{(1,1),(0,0)}")),
        (tuple, column) -> tuple.getArray(column, Tuple::getString));
  }

  @Test
  void findsAnElementByTheSubscriptsOfSql() {
    ArrayValue<Integer> array =
        Row.ofText("[0:1][1:3]={{1,2,3},{4,NULL,6}}").getArray(0, Tuple::getInt);
    assertThat(array.get(0, 1)).isEqualTo(1);
    assertThat(array.get(1, 2)).isNull();
    assertThat(array.get(1, 3)).isEqualTo(6);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> array.get(2, 1))
        .withMessageStartingWith(
            "subscripts [2, 1] of an array with dimensions [Dimension[length=2, lowerBound=0]");
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> array.get(0));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Row.ofText("{}").getArray(0, Tuple::getInt).get());
  }

  @Test
  void refusesDimensionsThatDoNotHoldTheElements() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ArrayValue<>(List.of(new ArrayValue.Dimension(2, 1)), Arrays.asList(1, 2, 3)))
        .withMessage("array of [Dimension[length=2, lowerBound=1]]: expected 2 elements, found 3");
  }

  @Test
  void isInfiniteOnlyAtBothEnds() {
    assertThat(Interval.INFINITY.isFinite()).isFalse();
    assertThat(Interval.NEGATIVE_INFINITY.isFinite()).isFalse();
    assertThat(new Interval(0, 0, Long.MAX_VALUE).isFinite()).isTrue();
  }
}
