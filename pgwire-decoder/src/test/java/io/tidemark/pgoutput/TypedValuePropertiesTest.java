package io.tidemark.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

/** The getters against the JDK's own reading of the same text, and text against binary. */
class TypedValuePropertiesTest {
  private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private static Row binary(MessageBytes value) {
    return TestRows.ofBinary(value.toByteArray());
  }

  @Property
  void readsEveryLong(@ForAll long value) {
    assertThat(Row.ofText(Long.toString(value)).getLong(0)).isEqualTo(value);
    assertThat(binary(new MessageBytes().int64(value)).getLong(0)).isEqualTo(value);
  }

  @Property
  void readsEveryDouble(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    String text = Double.toString(value).toLowerCase(Locale.ROOT);
    String written = Double.isFinite(value) ? text : Double.toString(value);
    assertThat(Row.ofText(written).getDouble(0)).isEqualTo(Double.valueOf(value));
  }

  /** Few digits and small exponents take the short cut; it must round as the JDK does. */
  @Property
  void roundsADecimalAsTheJdkDoes(
      @ForAll @LongRange(min = -20_000_000_000_000_000L, max = 20_000_000_000_000_000L) long digits,
      @ForAll @IntRange(min = -30, max = 30) int exponent) {
    String text = digits + "e" + exponent;
    assertThat(Row.ofText(text).getDouble(0)).isEqualTo(Double.parseDouble(text));
    assertThat(Row.ofText(text).getFloat(0)).isEqualTo(Float.parseFloat(text));
  }

  @Property
  void roundsAShortDecimalAsTheJdkDoes(
      @ForAll @IntRange(min = 0, max = 20_000_000) int digits,
      @ForAll @IntRange(min = -12, max = 12) int exponent) {
    String text = digits + "e" + exponent;
    assertThat(Row.ofText(text).getFloat(0)).isEqualTo(Float.parseFloat(text));
  }

  @Property
  void readsEveryNumericWithItsScale(
      @ForAll @BigRange(min = "-1e40", max = "1e40") @Scale(25) BigDecimal value) {
    assertThat(Row.ofText(value.toPlainString()).getBigDecimal(0)).isEqualTo(value);
  }

  @Property
  void readsADateTheSameFromTextAndFromBinary(
      @ForAll @IntRange(min = -2_451_545, max = 2_145_031_948) int days) {
    LocalDate date = LocalDate.of(2000, 1, 1).plusDays(days);
    assertThat(binary(new MessageBytes().int32(days)).getLocalDate(0)).isEqualTo(date);
    assertThat(Row.ofText(written(date)).getLocalDate(0)).isEqualTo(date);
  }

  @Property
  void readsATimestamptzTheSameFromTextAndFromBinary(
      @ForAll @LongRange(min = -211_813_488_000_000_000L, max = 9_223_371_331_199_999_999L)
          long micros) {
    Instant instant = POSTGRES_EPOCH.plus(micros, ChronoUnit.MICROS);
    assertThat(binary(new MessageBytes().int64(micros)).getInstant(0)).isEqualTo(instant);
    LocalDate date = instant.atOffset(ZoneOffset.UTC).toLocalDate();
    String time =
        DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS").format(instant.atOffset(ZoneOffset.UTC));
    String written = written(date);
    String text =
        written.endsWith(" BC")
            ? written.replace(" BC", " " + time + "+00 BC")
            : written + " " + time + "+00";
    assertThat(Row.ofText(text).getInstant(0)).isEqualTo(instant);
  }

  /** As PostgreSQL writes it. */
  private static String written(LocalDate date) {
    int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
    return String.format(
            Locale.ROOT, "%04d-%02d-%02d", year, date.getMonthValue(), date.getDayOfMonth())
        + (date.getYear() > 0 ? "" : " BC");
  }
}
