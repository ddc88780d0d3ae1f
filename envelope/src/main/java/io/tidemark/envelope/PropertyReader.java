package io.tidemark.envelope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes settings out of a map by name, and knows which it was asked for. Belongs to one thread. */
final class PropertyReader {
  private final Map<String, String> left;
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<Pattern> families = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();

  PropertyReader(Map<String, String> properties) {
    left = new TreeMap<>(properties);
  }

  String text(String name, String preset) {
    names.add(name);
    String given = left.remove(name);
    return given == null ? preset : given;
  }

  boolean flag(String name, boolean preset) {
    String value = text(name, Boolean.toString(preset)).strip().toLowerCase(Locale.ROOT);
    if (!value.equals("true") && !value.equals("false")) {
      problems.add(name + ": expected true or false, found \"" + value + "\"");
    }
    return value.equals("true");
  }

  int number(String name, int preset) {
    String value = text(name, Integer.toString(preset)).strip();
    if (value.matches("[0-9]{1,9}")) {
      return Integer.parseInt(value);
    }
    problems.add(name + ": expected a number of at most 9 digits, found \"" + value + "\"");
    return preset;
  }

  /** One of an enum's constants, in lower case, written with underscores or hyphens. */
  <E extends Enum<E>> E choice(String name, E preset) {
    String value = text(name, preset.name()).strip();
    for (E constant : preset.getDeclaringClass().getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(value.replace('-', '_'))) {
        return constant;
      }
    }
    problems.add(
        name
            + ": expected one of "
            + Arrays.stream(preset.getDeclaringClass().getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "))
            + "; found \""
            + value
            + "\"");
    return preset;
  }

  /** The parts between commas; none for an empty text. */
  List<String> list(String name, String preset) {
    return Arrays.stream(text(name, preset).split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** Settings whose names carry values, with those values. */
  Map<Matcher, String> family(Pattern pattern) {
    families.add(pattern);
    Map<Matcher, String> found = new LinkedHashMap<>();
    for (String name : List.copyOf(left.keySet())) {
      Matcher matcher = pattern.matcher(name);
      if (matcher.matches()) {
        found.put(matcher, left.remove(name));
      }
    }
    return found;
  }

  boolean asksFor(String name) {
    return names.contains(name)
        || families.stream().anyMatch(family -> family.matcher(name).matches());
  }

  /** Refuses what was not asked for, or cannot be. */
  void finish() {
    left.keySet().forEach(name -> problems.add(name + ": unknown setting"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }
}
