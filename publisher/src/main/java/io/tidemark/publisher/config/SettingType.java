package io.tidemark.publisher.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the text of a setting may be.
 *
 * @param expected for the documentation and for errors, such as {@code true or false}
 * @param reader throws IllegalArgumentException for any other text
 */
record SettingType<T>(String expected, Function<String, T> reader) {
  static final SettingType<String> TEXT = new SettingType<>("text", text -> text);
  static final SettingType<Boolean> BOOLEAN = choice(Map.of("true", true, "false", false));

  static final SettingType<List<String>> LIST =
      new SettingType<>(
          "names, separated by commas",
          text ->
              Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList());

  /** Debezium disregards case in all of them; a comma with a backslash is a part of one. */
  static final SettingType<List<Pattern>> EXPRESSIONS =
      new SettingType<>(
          "regular expressions, separated by commas",
          text ->
              Arrays.stream(text.split("(?<!\\\\),"))
                  .map(part -> part.strip().replace("\\,", ","))
                  .filter(part -> !part.isEmpty())
                  .map(part -> Pattern.compile(part, Pattern.CASE_INSENSITIVE))
                  .toList());

  static SettingType<Integer> integer(int from, int to) {
    return new SettingType<>(
        "an integer from " + from + " to " + to, text -> Math.toIntExact(within(text, from, to)));
  }

  static SettingType<Long> bytes() {
    return new SettingType<>("a number of bytes", text -> within(text, 0, Long.MAX_VALUE));
  }

  /** Debezium counts time in milliseconds. */
  static SettingType<Duration> millis(long from) {
    return new SettingType<>(
        "milliseconds, at least " + from,
        text -> Duration.ofMillis(within(text, from, Long.MAX_VALUE)));
  }

  /** The values in lower case, as Debezium writes them. */
  static <E extends Enum<E>> SettingType<E> choice(Class<E> type) {
    Map<String, E> values = new LinkedHashMap<>();
    for (E value : type.getEnumConstants()) {
      values.put(value.name().toLowerCase(Locale.ROOT), value);
    }
    return choice(values);
  }

  /** One of some words; upper case is as good. */
  static <T> SettingType<T> choice(Map<String, T> values) {
    return oneOf(values.keySet(), values);
  }

  /** The same where the word itself is the value. */
  static SettingType<String> words(String... words) {
    Map<String, String> values = new HashMap<>();
    for (String word : words) {
      values.put(word.toLowerCase(Locale.ROOT), word);
    }
    return oneOf(values.values(), values);
  }

  /**
   * @param words as they are shown
   * @param values by words in lower case
   */
  private static <T> SettingType<T> oneOf(Collection<String> words, Map<String, T> values) {
    String expected = words.stream().sorted().collect(Collectors.joining(", "));
    return new SettingType<>(
        values.size() == 1 ? expected : "one of " + expected,
        text -> {
          T value = values.get(text.toLowerCase(Locale.ROOT));
          if (value == null) {
            throw new IllegalArgumentException(text);
          }
          return value;
        });
  }

  private static long within(String text, long from, long to) {
    long value = Long.parseLong(text);
    if (value < from || value > to) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }
}
