package io.tidemark.publisher.config;

import io.tidemark.publisher.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings that a user gave, checked one by one: names, then values. Immutable. */
final class SettingValues {
  private final Map<String, String> given;
  private final Map<Setting<?>, Object> values = new HashMap<>();

  /**
   * @throws ConfigurationException with a line for each problem
   */
  SettingValues(Map<String, String> given) {
    this.given = new TreeMap<>(given);
    List<String> problems = new ArrayList<>();
    checkNames(problems);
    Settings.all().forEach(setting -> read(setting, problems));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(String.join("\n", problems));
    }
  }

  private void checkNames(List<String> problems) {
    Map<String, Setting<?>> known =
        Settings.all().stream().collect(Collectors.toMap(Setting::name, setting -> setting));
    for (String name : given.keySet()) {
      if (!known.containsKey(name)
          && !name.startsWith(Settings.PRODUCER_PREFIX)
          && !name.startsWith(Settings.TOPIC_CREATION_PREFIX)
          && !name.startsWith(Settings.DRIVER_PREFIX)) {
        problems.add(
            UnsupportedSettings.remedy(name)
                .map(remedy -> name + " is not supported: " + remedy)
                .orElseGet(() -> unknown(name, known)));
      }
    }
  }

  private static String unknown(String name, Map<String, Setting<?>> known) {
    return name
        + " is not a setting"
        + NearestName.to(name, known.keySet())
            .map(near -> "; did you mean " + near + "?")
            .orElse("; remove it, or see docs/settings.md for those that are");
  }

  private void read(Setting<?> setting, List<String> problems) {
    String text = given.getOrDefault(setting.name(), setting.preset());
    if (text == null) {
      problems.add(
          setting.name()
              + " is not set: expected "
              + setting.type().expected()
              + ". "
              + setting.doc());
      return;
    }
    try {
      values.put(setting, setting.parse(text));
    } catch (IllegalArgumentException e) {
      problems.add(setting.name() + "=" + text + ": expected " + setting.type().expected());
    }
  }

  boolean isGiven(Setting<?> setting) {
    return given.containsKey(setting.name());
  }

  @SuppressWarnings("unchecked") // put in by read, with the setting's own parser
  <T> T get(Setting<T> setting) {
    return (T) Objects.requireNonNull(values.get(setting), setting.name());
  }

  /** Those under a prefix, without it. */
  Map<String, String> under(String prefix) {
    Map<String, String> rest = new TreeMap<>();
    given.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            rest.put(name.substring(prefix.length()), value);
          }
        });
    return rest;
  }
}
