package io.tidemark.publisher.check;

/** Numbers for people. */
final class Text {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Text() {}

  /** {@code 1 table}, {@code 2 tables}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** As PostgreSQL's pg_size_pretty: {@code 8192 B}, {@code 24 MB}. */
  static String bytes(long bytes) {
    long value = bytes;
    int unit = 0;
    while (value >= 10 * 1024 && unit < UNITS.length - 1) {
      value = (value + 512) / 1024;
      unit++;
    }
    return value + " " + UNITS[unit];
  }
}
