package io.tidemark.envelope.type;

import static java.time.temporal.ChronoUnit.MICROS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.envelope.type.TypeConfig.TimePrecision;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares with java.time, over the whole range of PostgreSQL's types. */
class DateTimeEncodingTest {
  private static final LocalDateTime POSTGRES_EPOCH = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final LocalDateTime UNIX_EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);
  // 4713 BC to 294276 AD, in microseconds since 2000
  private static final long FIRST_TIMESTAMP = -211_813_488_000_000_000L;
  private static final long LAST_TIMESTAMP = 9_223_371_331_199_999_999L;
  // the last one whose microseconds since 1970 fit 64 bits
  private static final long LAST_MICROS = Long.MAX_VALUE - 946_684_800_000_000L;
  // 4713 BC to 5874897 AD, in days since 2000
  private static final int FIRST_DATE = -2_451_507;
  private static final int LAST_DATE = 2_145_031_948;

  private static Values in(TimePrecision mode, String type, int precision) {
    return Values.of(type, precision, TypeConfig.builder().times(mode).build());
  }

  private static Values in(TimePrecision mode, String type) {
    return in(mode, type, -1);
  }

  private static String date(LocalDate date) {
    int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
    return String.format(
        Locale.ROOT, "%04d-%02d-%02d", year, date.getMonthValue(), date.getDayOfMonth());
  }

  private static String era(LocalDate date) {
    return date.getYear() > 0 ? "" : " BC";
  }

  private static String timestamp(LocalDateTime timestamp, String zone) {
    LocalDate date = timestamp.toLocalDate();
    return date(date) + " " + time(timestamp.toLocalTime()) + zone + era(date);
  }

  /** As the server prints it: no fraction, or up to six digits of it. */
  private static String time(LocalTime time) {
    int micros = time.get(ChronoField.MICRO_OF_SECOND);
    String seconds = time.format(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT));
    return micros == 0
        ? seconds
        : seconds + String.format(Locale.ROOT, ".%06d", micros).replaceAll("0+$", "");
  }

  private static byte[] int8(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  private static byte[] int4(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  @Property
  void countsTheDaysOfEveryDate(@ForAll @IntRange(min = FIRST_DATE, max = LAST_DATE) int day) {
    LocalDate date = POSTGRES_EPOCH.toLocalDate().plusDays(day);
    Values days = in(TimePrecision.ADAPTIVE, "date");
    Values iso = in(TimePrecision.ISOSTRING, "date");

    assertThat(days.text(date(date) + era(date))).isEqualTo(Long.toString(date.toEpochDay()));
    assertThat(days.binary(int4(day))).isEqualTo(Long.toString(date.toEpochDay()));
    assertThat(iso.binary(int4(day))).isEqualTo("\"" + date + "Z\"");
  }

  @Property
  void countsTheMicrosecondsOfEveryTimestamp(
      @ForAll @LongRange(min = FIRST_TIMESTAMP, max = LAST_MICROS) long micros) {
    LocalDateTime timestamp = POSTGRES_EPOCH.plus(micros, MICROS);
    String expected = Long.toString(MICROS.between(UNIX_EPOCH, timestamp));
    Values values = in(TimePrecision.MICROSECONDS, "timestamp", 2);

    assertThat(values.text(timestamp(timestamp, ""))).isEqualTo(expected);
    assertThat(values.binary(int8(micros))).isEqualTo(expected);
  }

  @Property
  void floorsToMilliseconds(
      @ForAll @LongRange(min = FIRST_TIMESTAMP, max = LAST_TIMESTAMP) long micros) {
    LocalDateTime timestamp = POSTGRES_EPOCH.plus(micros, MICROS);
    String expected = Long.toString(timestamp.toInstant(ZoneOffset.UTC).toEpochMilli());
    Values values = in(TimePrecision.CONNECT, "timestamp");

    assertThat(values.text(timestamp(timestamp, ""))).isEqualTo(expected);
    assertThat(values.binary(int8(micros))).isEqualTo(expected);
  }

  @Property
  void writesEveryTimestampAsJavaDoesButWithSeconds(
      @ForAll @LongRange(min = FIRST_TIMESTAMP, max = LAST_TIMESTAMP) long micros) {
    LocalDateTime timestamp = POSTGRES_EPOCH.plus(micros, MICROS);
    String expected = "\"" + timestamp.toLocalDate() + "T" + time(timestamp.toLocalTime()) + "Z\"";
    Values values = in(TimePrecision.ISOSTRING, "timestamp");

    assertThat(values.text(timestamp(timestamp, ""))).isEqualTo(expected);
    assertThat(values.binary(int8(micros))).isEqualTo(expected);
  }

  @Test
  void copiesTimestamptzThatIsInUtc() {
    Values values = Values.of("timestamptz");

    assertThat(values.text("2026-01-01 00:00:01+00")).isEqualTo("\"2026-01-01T00:00:01.000000Z\"");
    assertThat(values.text("2026-01-01 00:00:01.5+00"))
        .isEqualTo("\"2026-01-01T00:00:01.500000Z\"");
    assertThat(values.text("2026-01-01 00:00:01.000123+00"))
        .isEqualTo("\"2026-01-01T00:00:01.000123Z\"");
    assertThat(values.text("10026-01-01 00:00:01+00"))
        .isEqualTo("\"+10026-01-01T00:00:01.000000Z\"");
    assertThat(values.text("0001-01-01 00:00:01+00 BC"))
        .isEqualTo("\"0000-01-01T00:00:01.000000Z\"");
  }

  @Property
  void movesEveryTimestamptzToUtc(
      @ForAll
          @LongRange(
              min = FIRST_TIMESTAMP + 86_400_000_000L,
              max = LAST_TIMESTAMP - 86_400_000_000L)
          long micros,
      @ForAll @IntRange(min = -15 * 60, max = 15 * 60) int offsetMinutes) {
    LocalDateTime utc = POSTGRES_EPOCH.plus(micros, MICROS);
    String zone =
        String.format(
            Locale.ROOT,
            "%s%02d:%02d",
            offsetMinutes < 0 ? "-" : "+",
            Math.abs(offsetMinutes) / 60,
            Math.abs(offsetMinutes) % 60);
    String expected =
        String.format(
            Locale.ROOT,
            "\"%sT%s.%06dZ\"",
            utc.toLocalDate(),
            utc.toLocalTime().format(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)),
            utc.get(ChronoField.MICRO_OF_SECOND));
    Values values = Values.of("timestamptz");

    assertThat(values.text(timestamp(utc.plusMinutes(offsetMinutes), zone))).isEqualTo(expected);
    assertThat(values.binary(int8(micros))).isEqualTo(expected);
  }

  @Property
  void countsEveryTimeOfDay(@ForAll @LongRange(max = 86_399_999_999L) long micros) {
    String text = time(LocalTime.ofNanoOfDay(micros * 1000));

    assertThat(in(TimePrecision.ADAPTIVE, "time").text(text)).isEqualTo(Long.toString(micros));
    assertThat(in(TimePrecision.NANOSECONDS, "time").binary(int8(micros)))
        .isEqualTo(Long.toString(micros * 1000));
    assertThat(in(TimePrecision.ISOSTRING, "time").text(text)).isEqualTo("\"" + text + "Z\"");
    assertThat(in(TimePrecision.ADAPTIVE, "time", 3).binary(int8(micros)))
        .isEqualTo(Long.toString(micros / 1000));
  }

  @ParameterizedTest
  @CsvSource({
    "13:14:15.5+02, 11:14:15.5Z",
    "00:30:00+01, 23:30:00Z",
    "24:00:00+00, 00:00:00Z",
    "12:00:00-03:30, 15:30:00Z",
    "12:00:00+00:19:32, 11:40:28Z"
  })
  void movesTimetzToUtc(String postgres, String utc) {
    assertThat(Values.of("timetz").text(postgres)).isEqualTo("\"" + utc + "\"");
  }

  @Test
  void takesTheZoneOfBinaryTimetzAsWestOfGreenwich() {
    byte[] noonInBerlin = ByteBuffer.allocate(12).putLong(43_200_000_000L).putInt(-7200).array();

    assertThat(Values.of("timetz").binary(noonInBerlin)).isEqualTo("\"10:00:00Z\"");
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp, MICROSECONDS, infinity, 9223372036825200000",
    "timestamp, MICROSECONDS, -infinity, -9223372036832400000",
    "timestamp, NANOSECONDS, infinity, 9223372036854775807",
    "timestamp, NANOSECONDS, -infinity, -9223372036854775808",
    "timestamp, ISOSTRING, infinity, \"+294247-01-10T04:00:25.2Z\"",
    "timestamptz, ADAPTIVE, infinity, \"infinity\"",
    "timestamptz, ADAPTIVE, -infinity, \"-infinity\"",
    "date, ADAPTIVE, infinity, -2147472692",
    "date, ADAPTIVE, -infinity, -2147472691",
    "date, ISOSTRING, infinity, \"-5877611-06-21Z\""
  })
  void writesInfinityAsDebeziumDoes(String type, TimePrecision mode, String text, String json) {
    boolean negative = text.startsWith("-");
    byte[] binary =
        type.equals("date")
            ? int4(negative ? Integer.MIN_VALUE : Integer.MAX_VALUE)
            : int8(negative ? Long.MIN_VALUE : Long.MAX_VALUE);

    assertThat(in(mode, type).text(text)).isEqualTo(json);
    assertThat(in(mode, type).binary(binary)).isEqualTo(json);
  }

  @Test
  void refusesMicrosecondsThatWouldWrap() {
    assertThatThrownBy(() -> in(TimePrecision.ADAPTIVE, "timestamp").binary(int8(LAST_MICROS + 1)))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("64 bits of microseconds")
        .hasMessageContaining("isostring");
  }

  @ParameterizedTest
  @CsvSource({"date, 29.02.2024", "timestamp, 2024-02-29T00:00:00", "time, noon", "date, ''"})
  void refusesWhatIsNotInDateStyleIso(String type, String text) {
    assertThatThrownBy(() -> Values.of(type).text(text))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("ISO");
  }

  @Test
  void floorsBeforeTheEpochToo() {
    assertThat(in(TimePrecision.CONNECT, "timestamp").text("1969-12-31 23:59:59.999999"))
        .isEqualTo("-1");
  }
}
