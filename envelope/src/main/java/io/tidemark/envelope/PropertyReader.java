package io.tidemark.envelope;

import io.tidemark.envelope.EnvelopeSetting.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes settings out of a map by name. What it was asked for is the list of settings that there
 * are, so that documentation and checks cannot differ from the reading. Belongs to one thread.
 */
final class PropertyReader {
  private static final String LIST_OF_PATTERNS = "regular expressions, separated by commas";

  private final Map<String, String> left;
  private final Map<String, EnvelopeSetting> settings = new LinkedHashMap<>();
  private final List<Pattern> families = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private Section section = Section.TOPICS;

  PropertyReader(Map<String, String> properties) {
    left = new TreeMap<>(properties);
  }

  /** What the settings that follow are about. */
  void section(Section next) {
    section = next;
  }

  String text(String name, String preset, String doc) {
    return parsed(name, preset, "text", doc, text -> text);
  }

  /** A text that has to be given. */
  String required(String name, String doc) {
    declare(name, "text", null, doc);
    String given = left.remove(name);
    return given == null ? missing(name, "text", doc) : given;
  }

  /** A word that there is no choice about, and that has to be given where something else is. */
  void confirm(String name, String word, boolean needed, String doc) {
    declare(name, word, "", doc);
    String given = left.remove(name);
    if (given == null && needed) {
      missing(name, word, doc);
    } else if (given != null && !given.strip().equals(word)) {
      problems.add(name + "=" + given + ": expected " + word);
    }
  }

  private String missing(String name, String expected, String doc) {
    problems.add(name + " is not set: expected " + expected + ". " + doc);
    return "";
  }

  boolean flag(String name, boolean preset, String doc) {
    return word(name, List.of(true, false), preset, doc);
  }

  int number(String name, int preset, String doc) {
    String expected = "an integer from 0 to 999999999";
    return parsed(
        name,
        Integer.toString(preset),
        expected,
        doc,
        text -> {
          if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("expected " + expected);
          }
          return Integer.parseInt(text);
        });
  }

  /** One of an enum's constants, whose {@code toString} in lower case is Debezium's word. */
  <E extends Enum<E>> E choice(String name, E preset, String doc) {
    return word(name, List.of(preset.getDeclaringClass().getEnumConstants()), preset, doc);
  }

  private <T> T word(String name, List<T> values, T preset, String doc) {
    String expected =
        values.size() == 2
            ? word(values.get(0)) + " or " + word(values.get(1))
            : "one of "
                + values.stream().map(PropertyReader::word).collect(Collectors.joining(", "));
    return parsed(
        name,
        word(preset),
        expected,
        doc,
        text ->
            values.stream()
                .filter(value -> word(value).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected " + expected)));
  }

  private static String word(Object value) {
    return value.toString().toLowerCase(Locale.ROOT);
  }

  List<Pattern> patterns(String name, String doc) {
    return parsed(name, "", LIST_OF_PATTERNS, doc, Selection::patterns);
  }

  /** The parts between commas; none for an empty text. */
  static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /**
   * What the parser makes of the text.
   *
   * @param parser throws IllegalArgumentException, whose message becomes part of the problem
   */
  <T> T parsed(
      String name, String preset, String expected, String doc, Function<String, T> parser) {
    declare(name, expected, preset, doc);
    String given = left.remove(name);
    if (given != null) {
      try {
        return parser.apply(given.strip());
      } catch (IllegalArgumentException e) {
        problems.add(name + "=" + given + ": " + e.getMessage());
      }
    }
    return parser.apply(preset);
  }

  /**
   * Settings whose names carry values.
   *
   * @param name with letters in place of the values; stands for it in problems, as a salt is a
   *     secret
   * @param parser of the matched name and the regular expressions for columns
   */
  <T> List<T> family(
      String name, Pattern pattern, String doc, BiFunction<Matcher, List<Pattern>, T> parser) {
    declare(name, LIST_OF_PATTERNS, "", doc);
    families.add(pattern);
    List<T> found = new ArrayList<>();
    for (String given : List.copyOf(left.keySet())) {
      Matcher matcher = pattern.matcher(given);
      if (matcher.matches()) {
        String value = String.valueOf(left.remove(given));
        try {
          found.add(parser.apply(matcher, Selection.patterns(value)));
        } catch (IllegalArgumentException e) {
          problems.add(name + ": " + e.getMessage());
        }
      }
    }
    return found;
  }

  /** Names that are read under a name that is given elsewhere. */
  void knows(Pattern family) {
    families.add(family);
  }

  /** The text of a setting, which stays to be read; empty when there is none. */
  String peek(String name) {
    return String.valueOf(left.getOrDefault(name, "")).strip();
  }

  /** Leaves another text to be read; none when empty. */
  void replace(String name, String text) {
    if (text.isEmpty()) {
      left.remove(name);
    } else {
      left.put(name, text);
    }
  }

  /**
   * Settings under names of the user's choice.
   *
   * @param prefix with {@code NAME} in place of them
   * @param docs what may follow the prefix, each with what it does
   * @param names of the user's, whose settings are taken
   * @return those that are given, by their full names
   */
  Map<String, String> family(String prefix, Map<String, String> docs, List<String> names) {
    Map<String, String> found = new TreeMap<>();
    docs.forEach(
        (suffix, doc) -> {
          declare(prefix + suffix, "text", "", doc);
          families.add(
              Pattern.compile(
                  Pattern.quote(prefix).replace("NAME", "\\E[^.]+\\Q") + Pattern.quote(suffix)));
          for (String name : names) {
            String setting = prefix.replace("NAME", name) + suffix;
            String given = left.remove(setting);
            if (given != null) {
              found.put(setting, given);
            }
          }
        });
    return found;
  }

  private void declare(String name, String expected, @Nullable String preset, String doc) {
    settings.put(name, new EnvelopeSetting(section, name, expected, preset, doc));
  }

  /** What it was asked for so far. */
  List<EnvelopeSetting> settings() {
    return List.copyOf(settings.values());
  }

  boolean asksFor(String name) {
    return settings.containsKey(name)
        || families.stream().anyMatch(family -> family.matcher(name).matches());
  }

  /** A problem that is not about one setting's text alone. */
  void problem(String problem) {
    problems.add(problem);
  }

  /** Refuses what was not asked for, or cannot be. */
  void finish() {
    left.keySet().forEach(name -> problems.add(name + " is not a setting of envelopes"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }
}
