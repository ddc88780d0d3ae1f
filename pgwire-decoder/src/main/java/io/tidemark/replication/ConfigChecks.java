package io.tidemark.replication;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What {@link ReplicationConfig} allows. */
final class ConfigChecks {
  private static final Pattern SLOT_NAME = Pattern.compile("[a-z0-9_]{1,63}");
  private static final int MAX_IDENTIFIER_BYTES = 63;

  /** Connection properties that the transport sets itself, and why another value would break it. */
  private static final Map<String, String> OWN_PROPERTIES =
      Map.of(
          "ApplicationName", "give it to applicationName()",
          "assumeMinServerVersion", "the replication protocol needs its own value",
          "password", "give it to password()",
          "preferQueryMode", "a replication connection knows simple queries only",
          "replication", "it is always \"database\"",
          "socketFactory", "reading depends on Tidemark's own",
          "socketFactoryArg", "reading depends on Tidemark's own",
          "socketTimeout", "it breaks streams in mid-message; use peerTimeout()");

  /** Settings that fix the text format of values; decoding depends on them. */
  private static final Set<String> OWN_SETTINGS =
      Set.of(
          "bytea_output",
          "client_encoding",
          "datestyle",
          "extra_float_digits",
          "intervalstyle",
          "lc_monetary",
          "standard_conforming_strings",
          "timezone");

  private static final Pattern SETTING_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.$]*");

  private ConfigChecks() {}

  /** An environment variable that is not set reads as null, whatever the annotations say. */
  static String given(String name, String value) {
    return Objects.requireNonNull(
        value, () -> name + ": found null; expected a value, is the environment variable set?");
  }

  static void user(String user, JdbcUrl url) {
    if (user.isEmpty()) {
      throw new IllegalArgumentException(
          "user: found none; expected a role with REPLICATION, in user() or as the URL's user parameter");
    }
    if (!url.user().isEmpty() && !url.user().equals(user)) {
      throw new IllegalArgumentException(
          "user: \"%s\" differs from the URL's \"%s\"; give one of them"
              .formatted(user, url.user()));
    }
  }

  static void slot(String slot) {
    if (!SLOT_NAME.matcher(slot).matches()) {
      throw new IllegalArgumentException(
          "slot: found \"%s\"; expected 1 to 63 of a-z, 0-9 and _, as PostgreSQL allows"
              .formatted(slot));
    }
  }

  static void publications(List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("publications: found none; expected at least one");
    }
    for (String name : names) {
      int bytes = name.getBytes(StandardCharsets.UTF_8).length;
      if (bytes == 0 || bytes > MAX_IDENTIFIER_BYTES || name.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            "publications: found \"%s\" of %d bytes; expected names of 1 to %d bytes without NUL"
                .formatted(name, bytes, MAX_IDENTIFIER_BYTES));
      }
    }
  }

  static void versions(ProtocolVersion version, Streaming streaming, boolean twoPhase) {
    if (version.isBelow(streaming.since())) {
      throw new IllegalArgumentException(
          "streaming %s needs protocolVersion %s, found %s"
              .formatted(streaming, streaming.since(), version));
    }
    if (twoPhase && version.isBelow(ProtocolVersion.V3)) {
      throw new IllegalArgumentException("twoPhase needs protocolVersion V3, found " + version);
    }
  }

  static void atLeast(String name, Duration found, Duration least) {
    if (found.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "%s: found %s; expected at least %s".formatted(name, found, least));
    }
  }

  static void timeouts(Duration peerTimeout, Duration statusInterval) {
    if (peerTimeout.compareTo(statusInterval.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "peerTimeout %s: expected at least twice the statusInterval %s, at which the server is asked to answer"
              .formatted(peerTimeout, statusInterval));
    }
  }

  static void properties(Set<String> inUrl, Set<String> given) {
    OWN_PROPERTIES.forEach(
        (name, reason) -> {
          if (inUrl.contains(name) || given.contains(name)) {
            throw new IllegalArgumentException(
                "connection property %s: expected none, %s".formatted(name, reason));
          }
        });
  }

  static void settings(Set<String> names) {
    for (String name : names) {
      if (!SETTING_NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "setting \"%s\": expected the name of a PostgreSQL setting".formatted(name));
      }
      if (OWN_SETTINGS.contains(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "setting %s: expected none, decoding depends on Tidemark's own value".formatted(name));
      }
    }
  }

  static Map<String, String> masked(Map<String, String> properties) {
    Map<String, String> masked = new TreeMap<>(properties);
    masked.replaceAll(
        (name, value) -> name.toLowerCase(Locale.ROOT).contains("password") ? "***" : value);
    return masked;
  }
}
