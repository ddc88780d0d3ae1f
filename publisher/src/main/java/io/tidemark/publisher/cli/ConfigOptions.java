package io.tidemark.publisher.cli;

import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.publisher.config.SettingsFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
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
    Map<String, String> settings = new HashMap<>();
    if (file != null) {
      settings.putAll(SettingsFile.read(file));
    }
    settings.putAll(SettingsFile.resolve(set));
    return PublisherConfig.of(settings);
  }
}
