package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.DateTimeEncoder.Form;
import io.tidemark.envelope.type.DateTimeEncoder.Source;
import org.jspecify.annotations.Nullable;

/** {@code date}, in the forms of {@code time.precision.mode}. */
final class DateFamily implements TypeFamily {

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (!use.is("date")) {
      return null;
    }
    return switch (use.config().times()) {
      case ISOSTRING ->
          encoding(
              ConnectSchema.of("string", "io.debezium.time.IsoDate"),
              (value, json) -> {
                json.raw('"');
                IsoText.date(value.epochDay, json);
                json.raw('Z').raw('"');
              },
              "\"1970-01-01Z\"");
      case CONNECT -> days("org.apache.kafka.connect.data.Date");
      case ADAPTIVE, ADAPTIVE_TIME_MICROSECONDS, MICROSECONDS, NANOSECONDS ->
          days("io.debezium.time.Date");
    };
  }

  private static Encoding days(String schema) {
    return Encoding.fixed(ConnectSchema.of("int32", schema), new Days(), "0");
  }

  private static Encoding encoding(ConnectSchema schema, Form form, String fallback) {
    return Encoding.fixed(schema, new DateTimeEncoder(Source.DATE, form), fallback);
  }

  /** Nearly all values are one addition away from the result; the others are parsed. */
  private static final class Days implements ColumnEncoder {
    private final ColumnEncoder parsing =
        new DateTimeEncoder(Source.DATE, (value, json) -> json.number(value.epochDay));

    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      long day =
          length == PlainTime.DATE_LENGTH ? PlainTime.epochDay(source, offset) : PlainTime.NONE;
      if (day == PlainTime.NONE) {
        parsing.text(source, offset, length, json);
      } else {
        json.number(day);
      }
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      Wire.require("date", Integer.BYTES, length);
      int day = Wire.intAt(source, offset);
      if (day == Integer.MIN_VALUE || day == Integer.MAX_VALUE) {
        parsing.binary(source, offset, length, json);
      } else {
        json.number(day + Calendar.POSTGRES_EPOCH_DAY);
      }
    }
  }
}
