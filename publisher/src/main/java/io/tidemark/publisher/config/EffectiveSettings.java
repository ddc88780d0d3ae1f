package io.tidemark.publisher.config;

import io.tidemark.envelope.DebeziumProperties;
import io.tidemark.envelope.EnvelopeSetting;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What holds for a run, for people who look at its log. */
public final class EffectiveSettings {

  /** Names with a part that stands for a value, as {@code column.truncate.to.N.chars}. */
  private static final Pattern PATTERN = Pattern.compile("(^|\\.)[A-Z]+(\\.|$)");

  private EffectiveSettings() {}

  /**
   * Every setting with its value, one a line, by name; those that nobody gave with their default.
   * Secrets are masked.
   */
  public static String describe(Map<String, String> given) {
    Map<String, String> all = new TreeMap<>();
    for (Setting<?> setting : Settings.all()) {
      String preset = setting.preset();
      if (preset != null) {
        all.put(setting.name(), preset + " (default)");
      }
    }
    for (EnvelopeSetting setting : DebeziumProperties.settings()) {
      if (!PATTERN.matcher(setting.name()).find()) {
        all.putIfAbsent(setting.name(), setting.preset() + " (default)");
      }
    }
    all.putAll(given);
    return Secrets.masked(all).entrySet().stream()
        .map(setting -> "  " + Secrets.shown(setting.getKey()) + " = " + setting.getValue())
        .collect(Collectors.joining("\n"));
  }
}
