package io.tidemark.publisher.config;

import io.tidemark.envelope.DebeziumProperties;
import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.envelope.EnvelopeSetting;
import io.tidemark.publisher.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings that a user gave, checked one by one: names, then values. Immutable. */
final class SettingValues {
  private final Map<String, String> given;
  private final Map<Setting<?>, Object> values = new HashMap<>();
  private final EnvelopeConfig envelope;

  /**
   * @throws ConfigurationException with a line for each problem
   */
  SettingValues(Map<String, String> given) {
    this.given = new TreeMap<>(given);
    List<String> problems = new ArrayList<>();
    checkNames(problems);
    Settings.all().forEach(setting -> read(setting, problems));
    checkConverter(Settings.KEY_CONVERTER, problems);
    checkConverter(Settings.VALUE_CONVERTER, problems);
    envelope = readEnvelope(problems);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(String.join("\n", problems));
    }
  }

  private EnvelopeConfig readEnvelope(List<String> problems) {
    Map<String, String> envelopes = new TreeMap<>(given);
    envelopes.keySet().removeIf(name -> !DebeziumProperties.knows(name));
    includeSignals(envelopes);
    try {
      return DebeziumProperties.envelope(envelopes);
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return EnvelopeConfig.debeziumJson("unread");
    }
  }

  /** The table of signals passes the include lists, as in Debezium. */
  private void includeSignals(Map<String, String> envelopes) {
    String table = given.getOrDefault(SnapshotSettings.SIGNALS.name(), "").strip();
    int dot = table.indexOf('.');
    if (dot > 0) {
      include(table.substring(0, dot), "schema.include.list", envelopes);
      include(table, "table.include.list", envelopes);
    }
  }

  private static void include(String name, String list, Map<String, String> envelopes) {
    envelopes.computeIfPresent(
        list, (key, names) -> names.isBlank() ? names : names + "," + Pattern.quote(name));
  }

  /** What the converters do by default differs from ours, and decides what every consumer reads. */
  private void checkConverter(Setting<String> converter, List<String> problems) {
    String schemas = converter.name() + ".schemas.enable";
    boolean known = given.containsKey(converter.name()) && values.containsKey(converter);
    if (known && !given.containsKey(schemas)) {
      problems.add(
          converter.name()
              + " is set without "
              + schemas
              + ", whose default is true in Kafka Connect and false here: set it to what your"
              + " consumers expect");
    }
  }

  private void checkNames(List<String> problems) {
    Set<String> known =
        Stream.concat(
                Settings.all().stream().map(Setting::name),
                DebeziumProperties.settings().stream().map(EnvelopeSetting::name))
            .collect(Collectors.toSet());
    for (String name : given.keySet()) {
      if (!known.contains(name)
          && !DebeziumProperties.knows(name)
          && !name.startsWith(Settings.PRODUCER_PREFIX)
          && !name.startsWith(Settings.TOPIC_CREATION_PREFIX)
          && !name.startsWith(SnapshotSettings.SELECT_PREFIX)
          && !name.startsWith(ConnectionSettings.DRIVER_PREFIX)) {
        problems.add(
            UnsupportedSettings.remedy(name)
                .map(remedy -> name + " is not supported: " + remedy)
                .orElseGet(() -> unknown(name, known)));
      }
    }
  }

  private static String unknown(String name, Set<String> known) {
    return name
        + " is not a setting"
        + NearestName.to(name, known)
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

  EnvelopeConfig envelope() {
    return envelope;
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
