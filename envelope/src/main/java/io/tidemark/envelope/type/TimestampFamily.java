package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.DateTimeEncoder.Form;
import io.tidemark.envelope.type.DateTimeEncoder.Source;
import org.jspecify.annotations.Nullable;

/**
 * {@code timestamp}, in the forms of {@code time.precision.mode}: wall time, taken as if it were
 * UTC.
 */
final class TimestampFamily implements TypeFamily {
  private static final int MILLI_PRECISION = 3;
  private static final Form MILLIS =
      (value, json) ->
          json.number(
              value.epochDay * Calendar.MILLIS_PER_DAY + Math.floorDiv(value.microOfDay, 1000L));
  private static final Form NANOS =
      (value, json) ->
          json.number(
              value.infinity > 0
                  ? Long.MAX_VALUE
                  : value.infinity < 0 ? Long.MIN_VALUE : scaled(value, 1000));
  private static final Form ISO =
      (value, json) -> {
        json.raw('"');
        IsoText.date(value.epochDay, json);
        json.raw('T');
        IsoText.time(value.microOfDay, IsoText.SHORTEST, json);
        json.raw('Z').raw('"');
      };

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (!use.is("timestamp")) {
      return null;
    }
    boolean millis = use.typeModifier() >= 0 && use.typeModifier() <= MILLI_PRECISION;
    return switch (use.config().times()) {
      case ADAPTIVE, ADAPTIVE_TIME_MICROSECONDS ->
          millis ? encoding("int64", "io.debezium.time.Timestamp", MILLIS, "0") : micros();
      case MICROSECONDS -> micros();
      case NANOSECONDS -> encoding("int64", "io.debezium.time.NanoTimestamp", NANOS, "0");
      case CONNECT -> encoding("int64", "org.apache.kafka.connect.data.Timestamp", MILLIS, "0");
      case ISOSTRING ->
          encoding("string", "io.debezium.time.IsoTimestamp", ISO, "\"1970-01-01T00:00:00Z\"");
    };
  }

  private static Encoding micros() {
    return Encoding.fixed(
        ConnectSchema.of("int64", "io.debezium.time.MicroTimestamp"), new Micros(), "0");
  }

  private static Encoding encoding(String type, String name, Form form, String fallback) {
    return Encoding.fixed(
        ConnectSchema.of(type, name), new DateTimeEncoder(Source.TIMESTAMP, form), fallback);
  }

  private static long scaled(DateTime value, long unitsPerMicro) {
    long days = value.epochDay;
    long rest = value.microOfDay;
    if (days < 0) {
      // Both parts of one sign, so that neither overflows where the sum does not.
      days++;
      rest -= Calendar.MICROS_PER_DAY;
    }
    try {
      return Math.addExact(
          Math.multiplyExact(days, Calendar.MICROS_PER_DAY * unitsPerMicro), rest * unitsPerMicro);
    } catch (ArithmeticException overflow) {
      throw new ValueException(
          "expected a timestamp that fits 64 bits of "
              + (unitsPerMicro == 1 ? "microseconds" : "nanoseconds")
              + ", found one "
              + value.epochDay
              + " days from 1970-01-01; time.precision.mode=isostring has room for it");
    }
  }

  /** Nearly all values are one addition away from the result; the others are parsed. */
  private static final class Micros implements ColumnEncoder {
    private static final long POSTGRES_EPOCH =
        Calendar.POSTGRES_EPOCH_DAY * Calendar.MICROS_PER_DAY;

    private final ColumnEncoder parsing =
        new DateTimeEncoder(Source.TIMESTAMP, (value, json) -> json.number(scaled(value, 1)));

    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      long micros = PlainTime.epochMicros(source, offset, length);
      if (micros == PlainTime.NONE) {
        parsing.text(source, offset, length, json);
      } else {
        json.number(micros);
      }
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      Wire.require("timestamp", Long.BYTES, length);
      long micros = Wire.longAt(source, offset);
      if (micros == Long.MIN_VALUE || micros > Long.MAX_VALUE - POSTGRES_EPOCH) {
        parsing.binary(source, offset, length, json);
      } else {
        json.number(micros + POSTGRES_EPOCH);
      }
    }
  }
}
