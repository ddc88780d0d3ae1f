package io.tidemark.publisher.cli;

import java.util.Map;

/**
 * The log of the runnable jar, on standard error: standard output belongs to events. By SLF4J's
 * simplest backend, because others take longer to set up than PostgreSQL takes to answer.
 */
final class StandardErrorLog {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "slf4j.provider",
          "org.slf4j.simple.SimpleServiceProvider",
          "slf4j.internal.verbosity",
          "WARN",
          PREFIX + "defaultLogLevel",
          "warn",
          PREFIX + "log.io.tidemark",
          "info",
          PREFIX + "showDateTime",
          "true",
          PREFIX + "dateTimeFormat",
          "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
          PREFIX + "showThreadName",
          "false",
          PREFIX + "showShortLogName",
          "true");

  private StandardErrorLog() {}

  /** Before the first logger; what the user has set as a system property stays. */
  static void configure() {
    SETTINGS.forEach(System.getProperties()::putIfAbsent);
  }
}
