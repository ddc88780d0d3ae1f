package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.DateTimeEncoder.Form;
import io.tidemark.envelope.type.DateTimeEncoder.Source;
import org.jspecify.annotations.Nullable;

/** {@code time} in the forms of {@code time.precision.mode}, and {@code timetz} in UTC. */
final class TimeFamily implements TypeFamily {
  private static final int MILLI_PRECISION = 3;
  private static final Form ISO =
      (value, json) -> {
        value.normalize();
        json.raw('"');
        IsoText.time(value.microOfDay, IsoText.SHORTEST, json);
        json.raw('Z').raw('"');
      };
  private static final Form MILLIS = (value, json) -> json.number(value.microOfDay / 1000);
  private static final Form NANOS = (value, json) -> json.number(value.microOfDay * 1000);

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (use.is("timetz")) {
      return encoding("string", "io.debezium.time.ZonedTime", Source.TIMETZ, ISO, "\"00:00:00Z\"");
    }
    return use.is("time") ? time(use) : null;
  }

  private static Encoding time(TypeUse use) {
    boolean millis = use.typeModifier() >= 0 && use.typeModifier() <= MILLI_PRECISION;
    return switch (use.config().times()) {
      case ADAPTIVE -> millis ? time("int32", "io.debezium.time.Time", MILLIS) : micros();
      case ADAPTIVE_TIME_MICROSECONDS, MICROSECONDS -> micros();
      case CONNECT -> time("int32", "org.apache.kafka.connect.data.Time", MILLIS);
      case NANOSECONDS -> time("int64", "io.debezium.time.NanoTime", NANOS);
      case ISOSTRING ->
          encoding("string", "io.debezium.time.IsoTime", Source.TIME, ISO, "\"00:00:00Z\"");
    };
  }

  private static Encoding micros() {
    return Encoding.fixed(
        ConnectSchema.of("int64", "io.debezium.time.MicroTime"), new Micros(), "0");
  }

  private static Encoding time(String type, String name, Form form) {
    return encoding(type, name, Source.TIME, form, "0");
  }

  private static Encoding encoding(
      String type, String name, Source source, Form form, String fallback) {
    return Encoding.fixed(
        ConnectSchema.of(type, name), new DateTimeEncoder(source, form), fallback);
  }

  /** What the wire carries in binary; text of another form than usual is parsed. */
  private static final class Micros implements ColumnEncoder {
    private final ColumnEncoder parsing =
        new DateTimeEncoder(Source.TIME, (value, json) -> json.number(value.microOfDay));

    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      long micros = PlainTime.microOfDay(source, offset, length);
      if (micros == PlainTime.NONE) {
        parsing.text(source, offset, length, json);
      } else {
        json.number(micros);
      }
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      Wire.require("time", Long.BYTES, length);
      json.number(Wire.longAt(source, offset));
    }
  }
}
