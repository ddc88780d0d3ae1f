package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import org.jspecify.annotations.Nullable;

/** {@code interval}, in the two forms of {@code interval.handling.mode}. */
final class IntervalFamily implements TypeFamily {

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (!use.is("interval")) {
      return null;
    }
    return switch (use.config().intervals()) {
      case NUMERIC ->
          Encoding.fixed(
              ConnectSchema.of("int64", "io.debezium.time.MicroDuration"),
              new Encoder(IntervalFamily::micros),
              "0");
      case STRING ->
          Encoding.fixed(
              ConnectSchema.of("string", "io.debezium.time.Interval"),
              new Encoder(IntervalFamily::iso),
              "\"P0Y0M0DT0H0M0S\"");
    };
  }

  private interface Form {
    void write(IntervalValue value, JsonBuffer json);
  }

  /**
   * Microseconds, where a month has 30.4375 days: in Debezium's double arithmetic, whose last digit
   * is at times one too low, and which ends at the limits of 64 bits.
   */
  private static void micros(IntervalValue value, JsonBuffer json) {
    if (value.infinity() != 0) {
      json.number(value.infinity() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE);
      return;
    }
    long hours = value.micros / IntervalValue.MICROS_PER_HOUR;
    long minutes = value.micros % IntervalValue.MICROS_PER_HOUR / IntervalValue.MICROS_PER_MINUTE;
    double days = value.months * 30.4375 + value.days;
    double seconds = ((days * 24 + hours) * 60 + minutes) * 60 + seconds(value);
    json.number((long) (seconds * 1e6));
  }

  private static double seconds(IntervalValue value) {
    long micros = value.micros % IntervalValue.MICROS_PER_MINUTE;
    long whole = micros / IntervalValue.MICROS_PER_SECOND;
    return whole + micros % IntervalValue.MICROS_PER_SECOND / 1e6;
  }

  /** {@code P1Y2M-3DT4H5M6.789S}: every part, each with its own sign. */
  private static void iso(IntervalValue value, JsonBuffer json) {
    if (value.infinity() != 0) {
      json.string(value.infinity() > 0 ? "infinity" : "-infinity");
      return;
    }
    json.raw('"').raw('P').number(value.months / 12).raw('Y').number(value.months % 12).raw('M');
    json.number(value.days).raw('D').raw('T');
    json.number(value.micros / IntervalValue.MICROS_PER_HOUR).raw('H');
    json.number(value.micros % IntervalValue.MICROS_PER_HOUR / IntervalValue.MICROS_PER_MINUTE);
    json.raw('M');
    isoSeconds(value, json);
    json.raw('S').raw('"');
  }

  /**
   * Nine digits of Debezium's double, cut and not rounded: where its sum lies below the double that
   * is nearest to the seconds, so does the last digit.
   */
  private static void isoSeconds(IntervalValue value, JsonBuffer json) {
    long micros = value.micros % IntervalValue.MICROS_PER_MINUTE;
    if (micros < 0) {
      json.raw('-');
      micros = -micros;
    }
    boolean below = Math.abs(seconds(value)) < micros / 1e6;
    long nanos = micros * 1000 - (below ? 1 : 0);
    json.number(nanos / 1_000_000_000);
    long fraction = nanos % 1_000_000_000;
    if (fraction != 0) {
      int width = 9;
      for (; fraction % 10 == 0; width--) {
        fraction /= 10;
      }
      json.raw('.').padded(fraction, width);
    }
  }

  private static final class Encoder implements ColumnEncoder {
    private final Form form;
    private final IntervalValue value = new IntervalValue();

    Encoder(Form form) {
      this.form = form;
    }

    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      value.readText(source, offset, length);
      form.write(value, json);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      value.setBinary(source, offset, length);
      form.write(value, json);
    }
  }
}
