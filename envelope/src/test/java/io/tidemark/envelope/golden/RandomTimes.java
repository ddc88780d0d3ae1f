package io.tidemark.envelope.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Types of dates and times, with values that fit the time.precision.mode. */
final class RandomTimes {
  /** All of nanoseconds since 1970, in whole years. */
  private static final int FIRST_NANOSECOND_YEAR = 1678;

  private static final int LAST_NANOSECOND_YEAR = 2261;

  /** Before it Debezium's arrays follow another calendar. */
  private static final int FIRST_ARRAY_YEAR = 1583;

  private final boolean nanoseconds;

  RandomTimes(RandomSettings settings) {
    nanoseconds = settings.get("time.precision.mode").equals("nanoseconds");
  }

  List<RandomType> all() {
    List<RandomType> all = new ArrayList<>();
    all.add(RandomType.of("date", this::dateOrInfinity).asKey());
    for (String precision : List.of("", "(0)", "(3)", "(6)")) {
      all.add(RandomType.of("time" + precision, this::time));
      RandomType timestamp = RandomType.of("timestamp" + precision, this::timestamp);
      // Nothing stands for a missing one in that mode
      all.add(nanoseconds ? timestamp.onlyNullable() : timestamp);
      all.add(RandomType.of("timestamptz" + precision, this::timestampTz));
    }
    all.add(RandomType.of("timetz", dice -> time(dice) + zone(dice)));
    all.add(RandomType.of("interval", this::interval));
    all.add(RandomType.of("date", dice -> arrayDate(dice)).array(true));
    all.add(array("timestamp", dice -> arrayDate(dice) + " " + seconds(dice) + micros(dice)));
    all.add(
        array("timestamptz", dice -> arrayDate(dice) + " " + seconds(dice) + micros(dice) + "+00"));
    // Debezium cuts times of arrays
    all.add(array("time", dice -> seconds(dice) + ".25"));
    all.add(array("timetz", dice -> seconds(dice) + zone(dice)));
    return all;
  }

  private static RandomType array(String sql, Function<Dice, String> value) {
    return RandomType.of(sql, value).array(true);
  }

  private String date(Dice dice, int from, int to) {
    int year = (int) dice.between(from, to);
    String era = year > 0 ? "" : " BC";
    return "%04d-%02d-%02d%s"
        .formatted(year > 0 ? year : 1 - year, dice.between(1, 12), dice.between(1, 28), era);
  }

  private String dateOrInfinity(Dice dice) {
    return dice.chance(10)
        ? dice.one("infinity", "-infinity")
        : dice.chance(20) ? date(dice, -4000, 12_000) : date(dice, 1900, 2100);
  }

  private String arrayDate(Dice dice) {
    return nanoseconds
        ? date(dice, FIRST_NANOSECOND_YEAR, LAST_NANOSECOND_YEAR)
        : date(dice, FIRST_ARRAY_YEAR, 9000);
  }

  private static String seconds(Dice dice) {
    return "%02d:%02d:%02d".formatted(dice.upTo(23), dice.upTo(59), dice.upTo(59));
  }

  private static String micros(Dice dice) {
    return dice.one("", "." + dice.digits(3), "." + dice.digits(6));
  }

  private String time(Dice dice) {
    return dice.chance(5) ? "24:00:00" : seconds(dice) + micros(dice);
  }

  private static String zone(Dice dice) {
    return dice.one("+00", "-11:30", "+05:45", "+14");
  }

  private String timestamp(Dice dice) {
    if (nanoseconds) {
      return date(dice, FIRST_NANOSECOND_YEAR, LAST_NANOSECOND_YEAR)
          + " "
          + seconds(dice)
          + micros(dice);
    }
    String time = " " + seconds(dice) + micros(dice);
    return dice.chance(5) ? dice.one("infinity", "-infinity") : dated(dice, time);
  }

  private String timestampTz(Dice dice) {
    return dice.chance(5)
        ? dice.one("infinity", "-infinity")
        : dated(dice, " " + seconds(dice) + micros(dice) + zone(dice));
  }

  /** The era comes last. */
  private String dated(Dice dice, String time) {
    String date = dice.chance(20) ? date(dice, -4000, 12_000) : date(dice, 1900, 2100);
    return date.endsWith(" BC") ? date.substring(0, date.length() - 3) + time + " BC" : date + time;
  }

  private String interval(Dice dice) {
    return "%d years %d months %d days %d hours %d minutes %d.%s seconds"
        .formatted(
            dice.between(-200, 200),
            dice.between(-20, 20),
            dice.between(-400, 400),
            dice.between(-2000, 2000),
            dice.between(-90, 90),
            dice.between(0, 90),
            dice.digits(6));
  }
}
