package io.tidemark.pgoutput;

import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;

/**
 * Types time and timetz: ISO text, or microseconds since midnight, with the zone in seconds west of
 * Greenwich.
 */
final class Times {
  static final long DAY_MICROS = 86_400_000_000L;
  private static final String REMEDY =
      "java.time ends a day before 24:00; getTimeMicros has a value for it";

  private Times() {}

  static LocalTime readLocal(Tuple tuple, int column) {
    TypeOid.require(TypeOid.TIME, tuple, column, "time");
    return local(tuple, column, micros(tuple, column, "time", false));
  }

  static OffsetTime readOffset(Tuple tuple, int column) {
    TypeOid.require(TypeOid.TIMETZ, tuple, column, "timetz");
    if (tuple.kind(column) == ValueKind.TEXT) {
      TextCursor in = new TextCursor(tuple, column, "timetz");
      long micros = micros(in);
      ZoneOffset zone = ZoneOffset.ofTotalSeconds(zoneSeconds(in));
      in.requireEnd();
      return local(tuple, column, micros).atOffset(zone);
    }
    LocalTime time = local(tuple, column, micros(tuple, column, "timetz", true));
    int west = WireReader.intAt(tuple.buffer(), tuple.offset(column) + Long.BYTES);
    if (west < -ZoneOffset.MAX.getTotalSeconds() || west > ZoneOffset.MAX.getTotalSeconds()) {
      throw ColumnValueException.unreadable(tuple, column, "timetz");
    }
    return time.atOffset(ZoneOffset.ofTotalSeconds(-west));
  }

  /** Of a time or a timetz, 24:00 included. */
  static long readMicros(Tuple tuple, int column) {
    boolean zoned = tuple.typeOid(column) == TypeOid.TIMETZ;
    if (!zoned) {
      TypeOid.require(TypeOid.TIME, tuple, column, "time or timetz");
    }
    return micros(tuple, column, "time or timetz", zoned);
  }

  private static LocalTime local(Tuple tuple, int column, long micros) {
    if (micros == DAY_MICROS) {
      throw ColumnValueException.beyond(tuple, column, "LocalTime", REMEDY);
    }
    return LocalTime.ofNanoOfDay(micros * 1_000);
  }

  private static long micros(Tuple tuple, int column, String expected, boolean zoned) {
    if (tuple.kind(column) == ValueKind.TEXT) {
      TextCursor in = new TextCursor(tuple, column, expected);
      long micros = micros(in);
      if (zoned) {
        zoneSeconds(in);
      }
      in.requireEnd();
      return micros;
    }
    if (tuple.length(column) != Long.BYTES + (zoned ? Integer.BYTES : 0)) {
      throw ColumnValueException.unreadable(tuple, column, expected);
    }
    long micros = WireReader.longAt(tuple.buffer(), tuple.offset(column));
    if (micros < 0 || micros > DAY_MICROS) {
      throw ColumnValueException.unreadable(tuple, column, expected);
    }
    return micros;
  }

  /** HH:MM:SS with up to six decimals, at most 24:00:00. */
  static long micros(TextCursor in) {
    long seconds = in.pair(24) * 3_600L;
    in.require(':');
    seconds += in.pair(59) * 60L;
    in.require(':');
    seconds += in.pair(59);
    long micros = seconds * 1_000_000 + in.micros();
    if (micros > DAY_MICROS) {
      throw in.malformed();
    }
    return micros;
  }

  /** +HH, +HH:MM or +HH:MM:SS, east of Greenwich. */
  static int zoneSeconds(TextCursor in) {
    boolean west = in.skip('-');
    if (!west) {
      in.require('+');
    }
    int seconds = in.pair(17) * 3_600;
    if (in.skip(':')) {
      seconds += in.pair(59) * 60;
      if (in.skip(':')) {
        seconds += in.pair(59);
      }
    }
    return west ? -seconds : seconds;
  }
}
