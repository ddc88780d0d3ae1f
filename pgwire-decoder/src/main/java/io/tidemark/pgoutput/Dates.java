package io.tidemark.pgoutput;

import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.IsoChronology;

/** Type date: ISO text, or days since 2000-01-01. */
final class Dates {
  /** 2000-01-01 as a day of java.time's epoch. */
  private static final long POSTGRES_EPOCH_DAY = 10_957;

  private Dates() {}

  static LocalDate read(Tuple tuple, int column) {
    TypeOid.require(TypeOid.DATE, tuple, column, "date");
    return tuple.kind(column) == ValueKind.TEXT ? text(tuple, column) : binary(tuple, column);
  }

  private static LocalDate text(Tuple tuple, int column) {
    TextCursor in = new TextCursor(tuple, column, "date");
    LocalDate value;
    if (in.skip("infinity")) {
      value = LocalDate.MAX;
    } else if (in.skip("-infinity")) {
      value = LocalDate.MIN;
    } else {
      int year = year(in);
      int monthAndDay = monthAndDay(in);
      value = date(in, year, monthAndDay, in.skip(" BC"));
    }
    in.requireEnd();
    return value;
  }

  static int year(TextCursor in) {
    return (int) in.digits(4, 7);
  }

  /** Month and day after the year, as month * 32 + day. */
  static int monthAndDay(TextCursor in) {
    in.require('-');
    int month = in.pair(12);
    in.require('-');
    return month << 5 | in.pair(31);
  }

  /** Years before Christ have no year 0, unlike java.time's. */
  static LocalDate date(TextCursor in, int writtenYear, int monthAndDay, boolean beforeChrist) {
    int year = beforeChrist ? 1 - writtenYear : writtenYear;
    int month = monthAndDay >> 5;
    int day = monthAndDay & 31;
    if (writtenYear == 0
        || month == 0
        || day == 0
        || (day > 28 && day > Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year)))) {
      throw in.malformed();
    }
    return LocalDate.of(year, month, day);
  }

  private static LocalDate binary(Tuple tuple, int column) {
    if (tuple.length(column) != Integer.BYTES) {
      throw ColumnValueException.unreadable(tuple, column, "date");
    }
    int days = WireReader.intAt(tuple.buffer(), tuple.offset(column));
    return switch (days) {
      case Integer.MAX_VALUE -> LocalDate.MAX;
      case Integer.MIN_VALUE -> LocalDate.MIN;
      default -> LocalDate.ofEpochDay(POSTGRES_EPOCH_DAY + days);
    };
  }
}
