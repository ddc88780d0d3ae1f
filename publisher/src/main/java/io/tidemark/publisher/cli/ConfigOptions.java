package io.tidemark.publisher.cli;

import io.tidemark.publisher.config.EffectiveSettings;
import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.publisher.config.SettingsFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that needs a configuration. */
final class ConfigOptions {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "A .properties file, or the Kafka Connect JSON of a Debezium connector. $${env:NAME} and $${file:PATH} "
              + "stand for a variable and for a file's text.")
  private @Nullable Path file;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "Sets one setting, over the file's. May be given several times.")
  private Map<String, String> set = new LinkedHashMap<>();

  /** The configuration, checked. */
  PublisherConfig read() {
    return PublisherConfig.of(settings());
  }

  /** The same for commands that look at the database only: what topics need may be missing. */
  PublisherConfig readForDatabase() {
    Map<String, String> settings = settings();
    settings.putIfAbsent("topic.prefix", "tidemark");
    return PublisherConfig.of(settings);
  }

  /** Has a command's own option stand for the settings that select tables. */
  void includeTables(Pattern tables) {
    set.put("table.include.list", tables.pattern().replace(",", "\\,"));
    set.put("table.exclude.list", "");
  }

  /** All that hold, one a line, without secrets. */
  String describe() {
    return EffectiveSettings.describe(settings());
  }

  /** Whether the user gave this setting. */
  boolean isGiven(String name) {
    return settings().containsKey(name);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    if (file != null) {
      settings.putAll(SettingsFile.read(file));
    }
    settings.putAll(SettingsFile.resolve(set));
    return settings;
  }
}
