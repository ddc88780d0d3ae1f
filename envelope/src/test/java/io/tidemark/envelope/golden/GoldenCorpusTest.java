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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  /** A case waits for its streams most of the time. */
  private static final int WORKERS = 2;

  /** Every case's database has the same name, which is part of its events: a server for each. */
  private static final ThreadLocal<Map<Integer, TestPostgres>> SERVERS =
      ThreadLocal.withInitial(HashMap::new);

  private static final Queue<TestPostgres> STARTED = new ConcurrentLinkedQueue<>();

  @AfterAll
  static void stopServers() {
    STARTED.forEach(TestPostgres::close);
    LOG.setLevel(null);
  }

  /** Two streams for each case, and values that cannot be represented, on purpose. */
  @BeforeAll
  static void silence() {
    LOG.setLevel(Level.OFF);
  }

  @Test
  void emitsWhatDebeziumEmits() throws Exception {
    String only = System.getProperty("golden.only", ".*");
    Map<GoldenCase, Future<Map<String, List<String>>>> runs = new LinkedHashMap<>();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    for (GoldenCase golden : GoldenCorpus.load()) {
      if (golden.name().matches(only)) {
        runs.put(golden, workers.submit(() -> run(golden)));
      }
    }
    workers.shutdown();
    Verdicts verdicts = new Verdicts();
    for (Map.Entry<GoldenCase, Future<Map<String, List<String>>>> run : runs.entrySet()) {
      GoldenCase golden = run.getKey();
      verdicts.add(golden.name(), golden.completed(), run.getValue().get());
    }
    System.out.println(verdicts.table());
    assertThat(verdicts.surprises()).isEmpty();
  }

  private static TestPostgres start(int version) {
    TestPostgres server = TestPostgres.start(version);
    STARTED.add(server);
    return server;
  }

  private static Map<String, List<String>> run(GoldenCase golden) throws IOException {
    TestPostgres server = SERVERS.get().computeIfAbsent(golden.postgres(), GoldenCorpusTest::start);
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
