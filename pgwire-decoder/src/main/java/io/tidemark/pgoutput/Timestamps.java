package io.tidemark.pgoutput;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Types timestamp and timestamptz: ISO text, or microseconds since 2000-01-01. */
final class Timestamps {
  private static final long MICROS = 1_000_000;
  private static final long DAY_SECONDS = 86_400;

  /** 2000-01-01 UTC in seconds of java.time's epoch. */
  private static final long POSTGRES_EPOCH_SECONDS = 946_684_800;

  private Timestamps() {}

  static LocalDateTime readLocal(Tuple tuple, int column) {
    TypeOid.require(TypeOid.TIMESTAMP, tuple, column, "timestamp");
    if (tuple.kind(column) == ValueKind.TEXT) {
      return textLocal(tuple, column);
    }
    long micros = binary(tuple, column, "timestamp");
    if (micros == Long.MAX_VALUE) {
      return LocalDateTime.MAX;
    }
    if (micros == Long.MIN_VALUE) {
      return LocalDateTime.MIN;
    }
    return LocalDateTime.ofEpochSecond(seconds(micros), nanos(micros), ZoneOffset.UTC);
  }

  static Instant readInstant(Tuple tuple, int column) {
    TypeOid.require(TypeOid.TIMESTAMPTZ, tuple, column, "timestamptz");
    if (tuple.kind(column) == ValueKind.TEXT) {
      return textInstant(tuple, column);
    }
    long micros = binary(tuple, column, "timestamptz");
    if (micros == Long.MAX_VALUE) {
      return Instant.MAX;
    }
    if (micros == Long.MIN_VALUE) {
      return Instant.MIN;
    }
    return Instant.ofEpochSecond(seconds(micros), nanos(micros));
  }

  private static LocalDateTime textLocal(Tuple tuple, int column) {
    TextCursor in = new TextCursor(tuple, column, "timestamp");
    LocalDateTime value;
    if (in.skip("infinity")) {
      value = LocalDateTime.MAX;
    } else if (in.skip("-infinity")) {
      value = LocalDateTime.MIN;
    } else {
      int year = Dates.year(in);
      int monthAndDay = Dates.monthAndDay(in);
      long micros = time(in);
      LocalDate date = Dates.date(in, year, monthAndDay, in.skip(" BC"));
      value = LocalDateTime.of(date, LocalTime.ofNanoOfDay(micros * 1_000));
    }
    in.requireEnd();
    return value;
  }

  private static Instant textInstant(Tuple tuple, int column) {
    TextCursor in = new TextCursor(tuple, column, "timestamptz");
    Instant value;
    if (in.skip("infinity")) {
      value = Instant.MAX;
    } else if (in.skip("-infinity")) {
      value = Instant.MIN;
    } else {
      int year = Dates.year(in);
      int monthAndDay = Dates.monthAndDay(in);
      long micros = time(in);
      int zone = Times.zoneSeconds(in);
      LocalDate date = Dates.date(in, year, monthAndDay, in.skip(" BC"));
      long seconds = date.toEpochDay() * DAY_SECONDS + micros / MICROS - zone;
      value = Instant.ofEpochSecond(seconds, micros % MICROS * 1_000);
    }
    in.requireEnd();
    return value;
  }

  private static long time(TextCursor in) {
    in.require(' ');
    long micros = Times.micros(in);
    if (micros == Times.DAY_MICROS) {
      throw in.malformed();
    }
    return micros;
  }

  private static long binary(Tuple tuple, int column, String expected) {
    if (tuple.length(column) != Long.BYTES) {
      throw ColumnValueException.unreadable(tuple, column, expected);
    }
    return WireReader.longAt(tuple.buffer(), tuple.offset(column));
  }

  private static long seconds(long micros) {
    return Math.floorDiv(micros, MICROS) + POSTGRES_EPOCH_SECONDS;
  }

  private static int nanos(long micros) {
    return (int) Math.floorMod(micros, MICROS) * 1_000;
  }
}
