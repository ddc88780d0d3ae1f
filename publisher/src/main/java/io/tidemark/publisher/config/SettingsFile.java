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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads settings from a .properties file, or from the JSON that a connector is registered with in
 * Kafka Connect: the settings themselves, or an object that has them under {@code config}.
 */
public final class SettingsFile {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(env|file):([^}]*)}");

  private SettingsFile() {}

  /**
   * The settings, with {@code ${env:NAME}} and {@code ${file:PATH}} replaced.
   *
   * @throws ConfigurationException when the file, or something that it refers to, cannot be read
   */
  public static Map<String, String> read(Path file) {
    String text = text(file, "configuration " + file);
    return resolve(text.stripLeading().startsWith("{") ? json(file, text) : properties(file, text));
  }

  /** The same settings with placeholders replaced. */
  public static Map<String, String> resolve(Map<String, String> settings) {
    Map<String, String> resolved = new HashMap<>();
    settings.forEach((name, value) -> resolved.put(name, resolve(name, value)));
    return resolved;
  }

  private static String resolve(String name, String value) {
    return PLACEHOLDER
        .matcher(value)
        .replaceAll(
            found -> Matcher.quoteReplacement(replacement(name, found.group(1), found.group(2))));
  }

  private static String replacement(String name, String source, String key) {
    if (source.equals("file")) {
      return text(Path.of(key), name + ": file " + key).strip();
    }
    String value = System.getenv(key);
    if (value == null) {
      throw new ConfigurationException(name + ": the environment variable " + key + " is not set");
    }
    return value;
  }

  private static Map<String, String> properties(Path file, String text) {
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

  private static String text(Path file, String what) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(what + " does not exist");
    } catch (IOException e) {
      throw new ConfigurationException(what + " cannot be read: " + e);
    }
  }
}
