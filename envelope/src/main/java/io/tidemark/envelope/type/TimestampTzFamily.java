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
        new Encoder(precision),
        "\"1970-01-01T00:00:00Z\"");
  }

  /**
   * Text of a stream is in UTC and, but for a few years and infinity, one space and one zone away
   * from the result: {@code 2026-01-01 00:00:01.5+00}. Everything else is parsed.
   */
  private static final class Encoder implements ColumnEncoder {
    private static final int DATE = "2026-01-01".length();
    private static final int SECONDS = "2026-01-01 00:00:01".length();
    private static final int SHORTEST = SECONDS + "+00".length();

    private final int fractionDigits;
    private final ColumnEncoder parsing;

    Encoder(int fractionDigits) {
      this.fractionDigits = fractionDigits;
      parsing = new DateTimeEncoder(Source.TIMESTAMP, new Utc(fractionDigits));
    }

    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      int fraction = length - SHORTEST;
      if (fraction < 0 || fraction > fractionDigits + 1 || !isUtc(source, offset, length)) {
        parsing.text(source, offset, length, json);
        return;
      }
      json.raw('"');
      int start = json.size();
      json.raw(source, offset, SECONDS + fraction).replace(start + DATE, 'T');
      if (fractionDigits > 0) {
        if (fraction == 0) {
          json.raw('.');
        }
        json.padded(0, fractionDigits - Math.max(0, fraction - 1));
      }
      json.raw('Z').raw('"');
    }

    /** A year of four digits, and no era: the text ends with the zone. */
    private static boolean isUtc(byte[] source, int offset, int length) {
      int end = offset + length;
      return source[offset + 4] == '-'
          && source[offset + DATE] == ' '
          && source[end - 3] == '+'
          && source[end - 2] == '0'
          && source[end - 1] == '0';
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      parsing.binary(source, offset, length, json);
    }
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
