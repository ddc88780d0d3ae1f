package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.DateTimeEncoder.Form;
import io.tidemark.envelope.type.DateTimeEncoder.Source;
import org.jspecify.annotations.Nullable;

/** {@code timestamptz}: always text in UTC, with as many fraction digits as the column has. */
final class TimestampTzFamily implements TypeFamily {
  private static final int DEFAULT_PRECISION = 6;

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (!use.is("timestamptz")) {
      return null;
    }
    int precision = use.typeModifier() < 0 ? DEFAULT_PRECISION : use.typeModifier();
    return Encoding.fixed(
        ConnectSchema.of("string", "io.debezium.time.ZonedTimestamp"),
        new DateTimeEncoder(Source.TIMESTAMP, new Utc(precision)),
        "\"1970-01-01T00:00:00Z\"");
  }

  private record Utc(int fractionDigits) implements Form {
    @Override
    public void write(DateTime value, JsonBuffer json) {
      if (value.infinity != 0) {
        json.string(value.infinity > 0 ? "infinity" : "-infinity");
        return;
      }
      value.normalize();
      json.raw('"');
      IsoText.date(value.epochDay, json);
      json.raw('T');
      IsoText.time(value.microOfDay, fractionDigits, json);
      json.raw('Z').raw('"');
    }
  }
}
