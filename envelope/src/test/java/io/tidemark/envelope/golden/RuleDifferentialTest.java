package io.tidemark.envelope.golden;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Debezium's engine and this library read two slots of one database under settings that the corpus
 * does not have; every event must be equal.
 *
 * <p>A case is a file in {@code rules/}: settings in comments, {@code -- connector name=value} and
 * {@code -- converter name=value}; the SQL before the slots exist; {@code -- changes}; the SQL
 * after, where {@code select pg_sleep(1)} waits until both have read what is there. {@code --
 * include NAME} stands for a file in {@code statements/}, where several cases have the same SQL.
 * {@code -- text only}: the server cannot send the types in binary. {@code -Dtidemark.rules=REGEX}
 * runs some of them.
 */
@Tag("slow")
final class RuleDifferentialTest {
  private static final String CHANGES = "-- changes\n";
  private static final String INCLUDE = "-- include ";
  private static final String TEXT_ONLY = "-- text only\n";
  private static final TimeZone ZONE = TimeZone.getDefault();

  /** Debezium's output depends on the zone. */
  @BeforeAll
  static void prepare() {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    level(Level.OFF);
  }

  @AfterAll
  static void restore() {
    TimeZone.setDefault(ZONE);
    level(null);
  }

  private static void level(Level level) {
    for (String name : new String[] {"io.tidemark", "io.debezium", "org.apache.kafka"}) {
      ((Logger) LoggerFactory.getLogger(name)).setLevel(level);
    }
  }

  static List<String> cases() throws IOException, URISyntaxException {
    String only = System.getProperty("tidemark.rules", ".*");
    try (Stream<Path> files = Files.list(resource("rules"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".sql", ""))
          .filter(name -> name.matches(only))
          .sorted()
          .toList();
    }
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(RuleDifferentialTest.class.getResource(name), name).toURI());
  }

  private static String script(String name) throws IOException, URISyntaxException {
    StringBuilder script = new StringBuilder();
    for (String line : Files.readAllLines(resource(name))) {
      script.append(
          line.startsWith(INCLUDE)
              ? script("statements/" + line.substring(INCLUDE.length()) + ".sql")
              : line + "\n");
    }
    return script.toString();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void emitsWhatDebeziumEmitsInText(String name) throws Exception {
    assertThat(differences(name, false)).isEmpty();
  }

  static List<String> binaryCases() throws IOException, URISyntaxException {
    List<String> binary = new ArrayList<>();
    for (String name : cases()) {
      if (!script("rules/" + name + ".sql").contains(TEXT_ONLY)) {
        binary.add(name);
      }
    }
    return binary;
  }

  @ParameterizedTest
  @MethodSource("binaryCases")
  void emitsWhatDebeziumEmitsInBinary(String name) throws Exception {
    assertThat(differences(name, true)).isEmpty();
  }

  private static List<String> differences(String name, boolean binary)
      throws SQLException, IOException, InterruptedException, URISyntaxException {
    String script = script("rules/" + name + ".sql");
    int changes = script.indexOf(CHANGES);
    try (SideBySide both = new SideBySide(TestPostgres.shared(), name.replace('-', '_'))) {
      run(both, script.substring(0, changes), false);
      Map<String, String> converter = settings(script, "converter");
      converter.putIfAbsent("schemas.enable", "false");
      both.start(settings(script, "connector"), converter, binary);
      both.awaitBoth();
      run(both, script.substring(changes + CHANGES.length()), true);
      both.awaitBoth();
      return both.differences();
    }
  }

  private static void run(SideBySide both, String script, boolean started)
      throws SQLException, IOException, InterruptedException {
    for (SqlScript.Statement statement : SqlScript.split(script)) {
      if (started && statement.sql().startsWith("select pg_sleep")) {
        both.awaitBoth();
      } else {
        both.execute(statement.sql());
      }
    }
  }

  private static Map<String, String> settings(String script, String kind) {
    String start = "-- " + kind + " ";
    Map<String, String> settings = new HashMap<>();
    script
        .lines()
        .filter(line -> line.startsWith(start))
        .forEach(
            line -> {
              String[] parts = line.substring(start.length()).split("=", 2);
              settings.put(parts[0], parts[1]);
            });
    return settings;
  }
}
