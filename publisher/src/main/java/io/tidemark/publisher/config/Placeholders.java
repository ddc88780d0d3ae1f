package io.tidemark.publisher.config;

import io.tidemark.publisher.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces what stands in settings for a text from elsewhere. The names are those that Kafka
 * Connect's own providers of such texts most often have:
 *
 * <pre>
 *   ${env:NAME}         a variable of the environment
 *   ${file:PATH}        the text of a file
 *   ${file:PATH:KEY}    of a .properties file, the value of a key
 *   ${dir:PATH:NAME}    the text of a file in a directory
 * </pre>
 */
final class Placeholders {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9_-]*):([^}]*)}");

  private Placeholders() {}

  /**
   * The value, with all of them replaced.
   *
   * @param name the setting's, for messages
   * @throws ConfigurationException when one cannot be: as it stands, it would be a wrong password
   */
  static String resolve(String name, String value) {
    return PLACEHOLDER
        .matcher(value)
        .replaceAll(
            found -> Matcher.quoteReplacement(replacement(name, found.group(1), found.group(2))));
  }

  private static String replacement(String name, String provider, String text) {
    return switch (provider) {
      case "env" -> variable(name, text);
      case "file" -> file(name, text);
      case "dir", "directory" -> {
        Split split = Split.of(name, provider, text);
        yield SettingsFile.text(split.path.resolve(split.key), name).strip();
      }
      default ->
          throw new ConfigurationException(
              "%s: ${%s:…} is not known; expected ${env:NAME}, ${file:PATH}, ${file:PATH:KEY} or ${dir:PATH:NAME}"
                  .formatted(name, provider));
    };
  }

  private static String variable(String name, String variable) {
    String value = System.getenv(variable);
    if (value == null) {
      throw new ConfigurationException(
          name + ": the environment variable " + variable + " is not set");
    }
    return value;
  }

  /** A colon may also be part of a path. */
  private static String file(String name, String text) {
    if (text.indexOf(':') < 0 || Files.exists(Path.of(text))) {
      return SettingsFile.text(Path.of(text), name).strip();
    }
    Split split = Split.of(name, "file", text);
    Map<String, String> values =
        SettingsFile.properties(split.path, SettingsFile.text(split.path, name));
    String value = values.get(split.key);
    if (value == null) {
      throw new ConfigurationException(
          "%s: file %s has no key %s".formatted(name, split.path, split.key));
    }
    return value;
  }

  private record Split(Path path, String key) {
    static Split of(String name, String provider, String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 0) {
        throw new ConfigurationException(
            "%s: found ${%s:%s}; expected ${%s:PATH:NAME}"
                .formatted(name, provider, text, provider));
      }
      return new Split(Path.of(text.substring(0, colon)), text.substring(colon + 1));
    }
  }
}
