package io.tidemark.publisher.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Hides the values that nobody should read in a log. */
final class Secrets {
  private static final String MASK = "***";

  private Secrets() {}

  /** Errs on the side of hiding: a name with one of these words in it is a secret. */
  static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.of("password", "secret", "jaas", "token", "credential", "private", "keystore.key")
        .anyMatch(lower::contains);
  }

  static Map<String, String> masked(Map<String, String> settings) {
    Map<String, String> masked = new TreeMap<>();
    settings.forEach((name, value) -> masked.put(name, isSecret(name) ? MASK : value));
    return masked;
  }
}
