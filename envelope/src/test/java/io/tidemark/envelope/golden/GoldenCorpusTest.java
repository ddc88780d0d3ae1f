package io.tidemark.envelope.golden;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Runs every case of the corpus against PostgreSQL and compares topic, key, value and headers of
 * each event with Debezium's.
 *
 * <p>{@code -Dgolden.dir=FOLDER} takes the cases from there, {@code -Dgolden.only=REGEX} runs some
 * of them, {@code -Dgolden.approve=FOLDER} writes the differences of each case into a file there.
 */
@Tag("slow")
final class GoldenCorpusTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.tidemark");
  private static final Map<Integer, TestPostgres> SERVERS = new HashMap<>();

  @AfterAll
  static void stopServers() {
    SERVERS.values().forEach(TestPostgres::close);
    LOG.setLevel(null);
  }

  /** Two streams for each case, and values that cannot be represented, on purpose. */
  @BeforeAll
  static void silence() {
    LOG.setLevel(Level.OFF);
  }

  @Test
  void emitsWhatDebeziumEmits() throws IOException {
    String only = System.getProperty("golden.only", ".*");
    Verdicts verdicts = new Verdicts();
    for (GoldenCase golden : GoldenCorpus.load()) {
      if (golden.name().matches(only)) {
        verdicts.add(golden.name(), run(golden));
      }
    }
    System.out.println(verdicts.table());
    assertThat(verdicts.surprises()).isEmpty();
  }

  private static Map<String, List<String>> run(GoldenCase golden) throws IOException {
    TestPostgres server = SERVERS.computeIfAbsent(golden.postgres(), TestPostgres::start);
    Map<String, List<String>> differences;
    try {
      differences = new GoldenRun(server, golden).compare();
    } catch (SQLException | RuntimeException e) {
      differences = Map.of("both", List.of("not run: " + e));
    }
    String approve = System.getProperty("golden.approve");
    if (approve != null) {
      Path file = Files.createDirectories(Path.of(approve)).resolve(golden + ".txt");
      Files.write(file, Verdicts.merged(differences));
    }
    return differences;
  }
}
