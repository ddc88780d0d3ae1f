package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.fixtures.Fixture;
import io.tidemark.fixtures.Frames;
import io.tidemark.fixtures.Transcript;
import io.tidemark.pgoutput.PgOutputDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Captures of versions 2 to 4, assembled, against version 1 of the same run. */
class AssembledFixtureTest {

  @ParameterizedTest
  @MethodSource("io.tidemark.replication.AssembledFixtureTest#newerVersions")
  void assemblesWhatVersion1Sends(Fixture fixture, @TempDir Path directory) throws IOException {
    String version1 = fixture.name().replaceFirst("-v.*", "-v1-text");
    Fixture plain =
        Fixture.all().stream().filter(any -> any.name().equals(version1)).findFirst().orElseThrow();
    Transcript expected = Transcript.ofMessages();
    decode(plain, expected);

    Transcript assembled = Transcript.ofMessages();
    AssemblerConfig config = AssemblerConfig.builder().spillDirectory(directory).build();
    try (TransactionAssembler assembler =
        new TransactionAssembler(AnnouncedRows.before(assembled), config)) {
      decode(fixture, assembler);
    }
    assertThat(changes(assembled)).containsExactlyElementsOf(changes(expected));
  }

  static List<Fixture> newerVersions() throws IOException {
    return Fixture.all().stream()
        .filter(fixture -> fixture.protocolVersion() > 1 && fixture.name().endsWith("-text"))
        .toList();
  }

  private static void decode(Fixture fixture, WalHandler handler) {
    PgOutputDecoder decoder = new PgOutputDecoder(fixture.protocolVersion());
    fixture.frames().forEach(frame -> Frames.decode(frame, decoder, handler));
  }

  private static List<String> changes(Transcript transcript) {
    return transcript.lines().stream()
        .filter(line -> !line.startsWith("Relation ") && !line.startsWith("Type "))
        .toList();
  }
}
