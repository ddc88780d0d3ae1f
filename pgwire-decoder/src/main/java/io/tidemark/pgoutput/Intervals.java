package io.tidemark.pgoutput;

/**
 * Type interval: text in IntervalStyle postgres, or Int64 microseconds, Int32 days, Int32 months.
 */
final class Intervals {
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private Intervals() {}

  static Interval read(Tuple tuple, int column) {
    TypeOid.require(TypeOid.INTERVAL, tuple, column, "interval");
    if (tuple.kind(column) == ValueKind.TEXT) {
      return text(new TextCursor(tuple, column, "interval in IntervalStyle postgres"));
    }
    if (tuple.length(column) != Long.BYTES + 2 * Integer.BYTES) {
      throw ColumnValueException.unreadable(tuple, column, "interval");
    }
    byte[] bytes = tuple.buffer();
    int offset = tuple.offset(column);
    return new Interval(
        WireReader.intAt(bytes, offset + Long.BYTES + Integer.BYTES),
        WireReader.intAt(bytes, offset + Long.BYTES),
        WireReader.longAt(bytes, offset));
  }

  private static Interval text(TextCursor in) {
    if (in.skip("infinity")) {
      in.requireEnd();
      return Interval.INFINITY;
    }
    if (in.skip("-infinity")) {
      in.requireEnd();
      return Interval.NEGATIVE_INFINITY;
    }
    try {
      return parts(in);
    } catch (ArithmeticException overflow) {
      throw in.malformed();
    }
  }

  /** {@code 1 year -2 mons +3 days -04:05:06.789}: any of these, each with a sign of its own. */
  private static Interval parts(TextCursor in) {
    long months = 0;
    int days = 0;
    long micros = 0;
    do {
      int sign = in.skip('-') ? -1 : 1;
      if (sign > 0) {
        in.skip('+');
      }
      long number = in.digits(1, 10);
      if (in.skip(':')) {
        micros = time(in, sign, number);
        in.requireEnd();
      } else if (in.skip(" year")) {
        months += sign * number * 12;
      } else if (in.skip(" mon")) {
        months += sign * number;
      } else if (in.skip(" day")) {
        days = Math.toIntExact(sign * number);
      } else {
        throw in.malformed();
      }
      in.skip('s');
    } while (in.skip(' '));
    in.requireEnd();
    return new Interval(Math.toIntExact(months), days, micros);
  }

  /** Signed part by part: the lowest time has no positive counterpart. */
  private static long time(TextCursor in, int sign, long hours) {
    long minutes = in.pair(59);
    in.require(':');
    long seconds = in.pair(59);
    long rest = minutes * MINUTE + seconds * SECOND + in.micros();
    return Math.addExact(Math.multiplyExact(sign * hours, HOUR), sign * rest);
  }
}
