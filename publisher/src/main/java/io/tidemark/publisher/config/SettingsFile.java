package io.tidemark.publisher.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.publisher.ConfigurationException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Reads settings from a .properties file, or from the JSON that a connector is registered with in
 * Kafka Connect: the settings themselves, or an object that has them under {@code config}.
 */
public final class SettingsFile {
  private SettingsFile() {}

  /**
   * The settings, with {@code ${env:NAME}}, {@code ${file:PATH}}, {@code ${file:PATH:KEY}} and
   * {@code ${dir:PATH:NAME}} replaced.
   *
   * @throws ConfigurationException when the file, or something that it refers to, cannot be read
   */
  public static Map<String, String> read(Path file) {
    String text = text(file, "configuration");
    return resolve(text.stripLeading().startsWith("{") ? json(file, text) : properties(file, text));
  }

  /** The same settings with placeholders replaced. */
  public static Map<String, String> resolve(Map<String, String> settings) {
    Map<String, String> resolved = new HashMap<>();
    settings.forEach((name, value) -> resolved.put(name, Placeholders.resolve(name, value)));
    return resolved;
  }

  static Map<String, String> properties(Path file, String text) {
    Properties properties = new Properties();
    try (Reader reader = new StringReader(text)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException("configuration " + file + ": " + e.getMessage());
    }
    Map<String, String> settings = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> settings.put(name, properties.getProperty(name)));
    return settings;
  }

  private static Map<String, String> json(Path file, String text) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(text);
    } catch (JacksonException e) {
      throw new ConfigurationException(
          "configuration %s, line %d: %s"
              .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()));
    }
    JsonNode object = root.path("config").isObject() ? root.path("config") : root;
    Map<String, String> settings = new HashMap<>();
    object
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                return; // not set, as in Kafka Connect
              }
              if (!field.getValue().isValueNode()) {
                throw new ConfigurationException(
                    "configuration "
                        + file
                        + ": "
                        + field.getKey()
                        + ": expected text, a number, true or false");
              }
              settings.put(field.getKey(), field.getValue().asText());
            });
    return settings;
  }

  /**
   * The text of a file.
   *
   * @param what it is for, as {@code configuration}
   */
  static String text(Path file, String what) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(what + ": file " + file + " does not exist");
    } catch (IOException e) {
      throw new ConfigurationException(what + ": file " + file + " cannot be read: " + e);
    }
  }
}
