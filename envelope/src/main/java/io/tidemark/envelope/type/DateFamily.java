package io.tidemark.envelope.type;

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
    return encoding(
        ConnectSchema.of("int32", schema), (value, json) -> json.number(value.epochDay), "0");
  }

  private static Encoding encoding(ConnectSchema schema, Form form, String fallback) {
    return Encoding.fixed(schema, new DateTimeEncoder(Source.DATE, form), fallback);
  }
}
