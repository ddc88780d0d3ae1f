package io.tidemark.publisher.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hides the values that nobody should read in a log. */
final class Secrets {
  private static final String MASK = "***";

  /** Of {@code column.mask.hash.…}: who knows it can tell which value a digest is of. */
  private static final Pattern SALT = Pattern.compile("(\\.with\\.salt\\.).+");

  private Secrets() {}

  /** Errs on the side of hiding: a name with one of these words in it is a secret. */
  static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.of("password", "secret", "jaas", "token", "credential", "private", "keystore.key")
        .anyMatch(lower::contains);
  }

  /** A setting's name, of which a part may be secret, too. */
  static String shown(String name) {
    return SALT.matcher(name).replaceFirst("$1" + MASK);
  }

  static Map<String, String> masked(Map<String, String> settings) {
    Map<String, String> masked = new TreeMap<>();
    settings.forEach((name, value) -> masked.put(name, isSecret(name) ? MASK : value));
    return masked;
  }
}
