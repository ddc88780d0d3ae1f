package io.tidemark.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fuzz target on its committed corpus: the seeds, and whatever a fuzzer once found. */
class DecoderFuzzTest {
  private static final Path CORPUS = Path.of("src/test/corpus/decoder");

  static List<Path> corpus() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void givesTheSameOnBothFaces(Path session) throws IOException {
    DecoderFuzz.fuzzerTestOneInput(Files.readAllBytes(session));
  }

  /** Regenerate with {@code -Dtidemark.update}. */
  @Test
  void hasASeedForEachPartOfTheProtocol() throws IOException {
    for (var seed : FuzzSessions.all().entrySet()) {
      Path file = CORPUS.resolve(seed.getKey());
      if (System.getProperty("tidemark.update") != null) {
        Files.createDirectories(CORPUS);
        Files.write(file, seed.getValue());
      }
      assertThat(file).hasBinaryContent(seed.getValue());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void acceptsEveryMessageOfASeed(String name) {
    assertThat(DecoderFuzz.refusal(FuzzSessions.all().get(name))).isEmpty();
  }

  static List<String> seeds() {
    return List.copyOf(FuzzSessions.all().keySet());
  }
}
