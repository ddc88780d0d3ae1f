package io.tidemark.envelope.type;

/**
 * A date, a time or both, read from text in DateStyle ISO or from binary: {@code 0044-03-15
 * 13:14:15.5+02 BC}.
 *
 * <p>Reused for every value; belongs to one thread.
 */
final class DateTime {
  private static final int MICRO_DIGITS = 6;

  /** The infinite dates as Debezium counts them: 32 bits that overflow. */
  private static final long INFINITE_DAY =
      Integer.MAX_VALUE + Calendar.POSTGRES_EPOCH_DAY - (1L << 32);

  private static final long NEGATIVE_INFINITE_DAY = Integer.MIN_VALUE + Calendar.POSTGRES_EPOCH_DAY;

  /** The infinite timestamps as PgJDBC counts them, in microseconds since 1970. */
  private static final long INFINITE_MICROS = 9_223_372_036_825_200_000L;

  private static final long NEGATIVE_INFINITE_MICROS = -9_223_372_036_832_400_000L;

  /** Days since 1970-01-01; what Debezium shows for the infinite ones. */
  long epochDay;

  /** May be a whole day, for 24:00:00. */
  long microOfDay;

  /** East of Greenwich. */
  int offsetSeconds;

  /** -1, 0 or 1. */
  int infinity;

  private byte[] source = new byte[0];
  private int at;
  private int end;

  /** Reads {@code date}. */
  void readDate(byte[] text, int offset, int length) {
    start(text, offset, length);
    if (length == PlainTime.DATE_LENGTH && plainDate()) {
      return;
    }
    if (readInfinity()) {
      infiniteDate();
    } else {
      date(cutEra());
    }
    requireEnd(offset, length, "a date");
  }

  /** Reads {@code time} and {@code timetz}. */
  void readTime(byte[] text, int offset, int length) {
    start(text, offset, length);
    if (length < PlainTime.TIME_LENGTH || !plainTime()) {
      time();
    }
    zone();
    requireEnd(offset, length, "a time");
  }

  /** Reads {@code timestamp} and {@code timestamptz}. */
  void readTimestamp(byte[] text, int offset, int length) {
    start(text, offset, length);
    if (isPlainTimestamp() && plainDate()) {
      at++;
      if (!plainTime()) {
        time();
      }
      zone();
    } else if (readInfinity()) {
      infiniteTimestamp();
    } else {
      date(cutEra());
      expect(' ');
      time();
      zone();
    }
    requireEnd(offset, length, "a timestamp");
  }

  /** Reads binary {@code date}: Int32 days since 2000-01-01. */
  void setBinaryDate(byte[] bytes, int offset, int length) {
    Wire.require("date", Integer.BYTES, length);
    start(source, 0, 0);
    int postgresDay = Wire.intAt(bytes, offset);
    infinity = postgresDay == Integer.MAX_VALUE ? 1 : postgresDay == Integer.MIN_VALUE ? -1 : 0;
    epochDay = postgresDay + Calendar.POSTGRES_EPOCH_DAY;
    if (infinity != 0) {
      infiniteDate();
    }
  }

  /** Reads binary {@code timestamp} and {@code timestamptz}: Int64 microseconds since 2000. */
  void setBinaryTimestamp(byte[] bytes, int offset, int length) {
    Wire.require("timestamp", Long.BYTES, length);
    start(source, 0, 0);
    long postgresMicros = Wire.longAt(bytes, offset);
    infinity = postgresMicros == Long.MAX_VALUE ? 1 : postgresMicros == Long.MIN_VALUE ? -1 : 0;
    epochDay = Math.floorDiv(postgresMicros, Calendar.MICROS_PER_DAY) + Calendar.POSTGRES_EPOCH_DAY;
    microOfDay = Math.floorMod(postgresMicros, Calendar.MICROS_PER_DAY);
    if (infinity != 0) {
      infiniteTimestamp();
    }
  }

  private void infiniteDate() {
    epochDay = infinity > 0 ? INFINITE_DAY : NEGATIVE_INFINITE_DAY;
  }

  private void infiniteTimestamp() {
    long micros = infinity > 0 ? INFINITE_MICROS : NEGATIVE_INFINITE_MICROS;
    epochDay = Math.floorDiv(micros, Calendar.MICROS_PER_DAY);
    microOfDay = Math.floorMod(micros, Calendar.MICROS_PER_DAY);
  }

  /** Reads binary {@code time}: Int64 microseconds. */
  void setBinaryTime(byte[] bytes, int offset, int length) {
    Wire.require("time", Long.BYTES, length);
    start(source, 0, 0);
    microOfDay = Wire.longAt(bytes, offset);
  }

  /** Reads binary {@code timetz}: Int64 microseconds, Int32 seconds west of Greenwich. */
  void setBinaryTimeTz(byte[] bytes, int offset, int length) {
    Wire.require("timetz", Long.BYTES + Integer.BYTES, length);
    start(source, 0, 0);
    microOfDay = Wire.longAt(bytes, offset);
    offsetSeconds = -Wire.intAt(bytes, offset + Long.BYTES);
  }

  /** Moves to UTC. */
  void normalize() {
    if (offsetSeconds == 0 && microOfDay < Calendar.MICROS_PER_DAY) {
      return;
    }
    long micros = microOfDay - offsetSeconds * 1_000_000L;
    epochDay += Math.floorDiv(micros, Calendar.MICROS_PER_DAY);
    microOfDay = Math.floorMod(micros, Calendar.MICROS_PER_DAY);
    offsetSeconds = 0;
  }

  private void start(byte[] text, int offset, int length) {
    source = text;
    at = offset;
    end = offset + length;
    epochDay = 0;
    microOfDay = 0;
    offsetSeconds = 0;
    infinity = 0;
  }

  private boolean readInfinity() {
    if (Wire.equals("infinity", source, at, end - at)) {
      infinity = 1;
    } else if (Wire.equals("-infinity", source, at, end - at)) {
      infinity = -1;
    } else {
      return false;
    }
    at = end;
    return true;
  }

  /** Four digits for the year, and a year after Christ: nearly all that there are. */
  private boolean isPlainTimestamp() {
    return end - at > PlainTime.DATE_LENGTH + PlainTime.TIME_LENGTH
        && source[at + PlainTime.DATE_LENGTH] == ' '
        && source[end - 1] != 'C';
  }

  /** Reads {@code 2026-01-31}; false, and nothing is read, for another form. */
  private boolean plainDate() {
    long day = PlainTime.epochDay(source, at);
    if (day == PlainTime.NONE) {
      return false;
    }
    epochDay = day;
    at += PlainTime.DATE_LENGTH;
    return true;
  }

  /** Reads {@code 13:14:15.5}; false, and nothing is read, for another form. */
  private boolean plainTime() {
    int time = TwoDigits.three(source, at, ':');
    if (time < 0) {
      return false;
    }
    at += PlainTime.TIME_LENGTH;
    setTime(PlainTime.micros(time));
    return true;
  }

  private void setTime(long micros) {
    microOfDay = micros + (at < end && source[at] == '.' ? fraction() : 0);
  }

  /** Takes {@code BC} off the end. */
  private boolean cutEra() {
    boolean bc = end - at > 3 && source[end - 1] == 'C' && source[end - 2] == 'B';
    end -= bc ? 3 : 0;
    return bc;
  }

  private void date(boolean bc) {
    long year = digits();
    expect('-');
    int month = (int) digits();
    expect('-');
    int day = (int) digits();
    epochDay = Calendar.epochDay(bc ? 1 - year : year, month, day);
  }

  private void time() {
    long seconds = digits() * 3600;
    expect(':');
    seconds += digits() * 60;
    expect(':');
    seconds += digits();
    setTime(seconds * 1_000_000);
  }

  private long fraction() {
    at++;
    int from = at;
    long micros = digits();
    for (int width = at - from; width < MICRO_DIGITS; width++) {
      micros *= 10;
    }
    return micros;
  }

  /** {@code +HH[:MM[:SS]]}. */
  private void zone() {
    if (at == end || (source[at] != '+' && source[at] != '-')) {
      return;
    }
    int sign = source[at++] == '-' ? -1 : 1;
    int seconds = (int) digits() * 3600;
    for (int unit = 60; at < end && source[at] == ':'; unit /= 60) {
      at++;
      seconds += (int) digits() * unit;
    }
    offsetSeconds = sign * seconds;
  }

  private long digits() {
    byte[] text = source;
    int next = at;
    int last = end;
    long value = 0;
    for (; next < last && text[next] >= '0' && text[next] <= '9'; next++) {
      value = value * 10 + text[next] - '0';
    }
    at = next;
    return value;
  }

  private void expect(char c) {
    if (at < end && source[at] == c) {
      at++;
    }
  }

  private void requireEnd(int offset, int length, String what) {
    if (at != end || length == 0) {
      throw ValueException.text(what + " in DateStyle ISO", source, offset, length);
    }
  }
}
