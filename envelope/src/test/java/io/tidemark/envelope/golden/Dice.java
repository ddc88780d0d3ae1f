package io.tidemark.envelope.golden;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes choices that a seed repeats. Belongs to one thread. */
final class Dice {
  /** What JSON, SQL or UTF-8 might trip over; no NUL, which PostgreSQL does not store. */
  private static final List<String> ODD =
      List.of(
          "'", "\"", "\\", "\n", "\t", "\u0001", "\u007f", "ä", "Ω", "语", "😀", "\u2028", "{", ",");

  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** A number of a range that includes both ends. */
  long between(long from, long to) {
    return from + Math.floorMod(random.nextLong(), to - from + 1);
  }

  int upTo(int most) {
    return random.nextInt(most + 1);
  }

  long bits() {
    return random.nextLong();
  }

  <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  final <T> T one(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Words joined by a delimiter. */
  String joined(int count, String delimiter, Supplier<String> word) {
    return IntStream.range(0, count)
        .mapToObj(i -> word.get())
        .collect(Collectors.joining(delimiter));
  }

  String digits(int count) {
    return joined(count, "", () -> String.valueOf(upTo(9)));
  }

  String word() {
    return joined(1 + upTo(7), "", () -> String.valueOf((char) ('a' + upTo(25))));
  }

  /** Text of at most so many characters, some of them odd. */
  String text(int most) {
    return joined(
        upTo(most), "", () -> chance(15) ? one(ODD) : String.valueOf((char) (' ' + upTo(94))));
  }

  String hex(int bytes) {
    return joined(bytes, "", () -> "%02x".formatted(upTo(255)));
  }

  /** An SQL string literal. */
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A quoted SQL identifier. */
  static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
