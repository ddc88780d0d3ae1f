package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.fixtures.Frames;
import io.tidemark.fixtures.PlainReplication;
import io.tidemark.fixtures.Transcript;
import io.tidemark.pgoutput.PgOutputDecoder;
import io.tidemark.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an assembler makes of a streamed workload is what a stream without streaming brings. */
@Tag("slow")
class StreamedWorkloadTest {
  private static final String OPTIONS = "publication_names 'pub', messages 'true', proto_version ";

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  @Timeout(120)
  void deliversEachRowThatAStreamOfWholeTransactionsHas(int major, @TempDir Path directory)
      throws SQLException {
    Map<String, String> settings = Map.of("logical_decoding_work_mem", "64kB");
    try (TestPostgres postgres = TestPostgres.start(major, settings)) {
      postgres.createDatabase("w");
      InterleavedWorkload.createTables(postgres, "w");
      postgres.execute("w", create("whole"), create("streamed"), create("parallel"));
      InterleavedWorkload.run(postgres, "w");

      List<String> whole = whole(postgres);
      requireSame(assembled(postgres, "streamed", 2, "on", directory), whole);
      if (major >= 16) {
        requireSame(assembled(postgres, "parallel", 4, "parallel", directory), whole);
      }
    }
  }

  /** Line by line: a message with all of tens of thousands of lines helps nobody. */
  private static void requireSame(List<String> actual, List<String> expected) {
    for (int line = 0; line < Math.min(actual.size(), expected.size()); line++) {
      assertThat(actual.get(line)).as("line %d", line).isEqualTo(expected.get(line));
    }
    assertThat(actual).hasSameSizeAs(expected);
  }

  private static String create(String slot) {
    return "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')";
  }

  private static List<String> whole(TestPostgres postgres) throws SQLException {
    Transcript transcript = Transcript.withLsn();
    PgOutputDecoder decoder = new PgOutputDecoder(1);
    try (PlainReplication stream =
        PlainReplication.start(postgres.jdbcUrl("w"), "whole", OPTIONS + "'1'")) {
      Frames.untilEnd(stream, decoder, AnnouncedRows.before(transcript));
    }
    return changes(transcript);
  }

  private static List<String> assembled(
      TestPostgres postgres, String slot, int version, String streaming, Path directory)
      throws SQLException {
    Transcript transcript = Transcript.withLsn();
    PgOutputDecoder decoder = new PgOutputDecoder(version);
    AssemblerConfig config =
        AssemblerConfig.builder().spillDirectory(directory).maxBufferedBytes(256 << 10).build();
    String options = OPTIONS + "'" + version + "', streaming '" + streaming + "'";
    try (PlainReplication stream = PlainReplication.start(postgres.jdbcUrl("w"), slot, options);
        TransactionAssembler assembler =
            new TransactionAssembler(AnnouncedRows.before(transcript), config)) {
      List<byte[]> frames = Frames.untilEnd(stream);
      assertThat(frames.stream().filter(frame -> Frames.type(frame) == 'S').count())
          .as("stream blocks")
          .isGreaterThan(50);
      frames.forEach(frame -> Frames.decode(frame, decoder, assembler));
    }
    return changes(transcript);
  }

  /**
   * Without the announcements, which come at other places (but see {@link AnnouncedRows}), and
   * without the frame LSN of Begin, which is that of the first change, rolled back or not.
   */
  private static List<String> changes(Transcript transcript) {
    return transcript.lines().stream()
        .filter(line -> !line.contains(": Relation ") && !line.contains(": Type "))
        .map(line -> line.replaceFirst("^[^ ]+: Begin", "Begin"))
        .toList();
  }
}
