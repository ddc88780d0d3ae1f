package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.fixtures.Fixture;
import io.tidemark.fixtures.Frames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fuzz target on what real servers sent, as it is and damaged at random. */
class AssemblerFuzzTest {
  private static final Path CORPUS = Path.of("src/test/corpus/assembler");

  static List<Path> corpus() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void acceptsItsCorpus(Path session) throws IOException {
    AssemblerFuzz.fuzzerTestOneInput(Files.readAllBytes(session));
  }

  /** Captures to start from. Regenerate with {@code -Dtidemark.update}. */
  @ParameterizedTest
  @ValueSource(strings = {"postgres14-v2-text", "postgres15-v3-text", "postgres18-v4-text"})
  void hasACaptureOfEachVersionInItsCorpus(String name) throws IOException {
    Fixture fixture =
        Fixture.all().stream().filter(any -> any.name().equals(name)).findFirst().orElseThrow();
    Path file = CORPUS.resolve(name);
    if (System.getProperty("tidemark.update") != null) {
      Files.createDirectories(CORPUS);
      Files.write(file, session(fixture, 0));
    }
    assertThat(file).hasBinaryContent(session(fixture, 0));
  }

  /** A fixture in the fuzzer's form; {@code mode} as in its first byte. */
  private static byte[] session(Fixture fixture, int mode) {
    ByteArrayOutputStream session = new ByteArrayOutputStream();
    session.write((fixture.protocolVersion() - 1) | mode);
    for (byte[] frame : fixture.frames()) {
      byte[] message = Frames.message(frame, false);
      session.write(message.length >>> 8);
      session.write(message.length);
      session.writeBytes(message);
    }
    return session.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("io.tidemark.fixtures.Fixture#all")
  void acceptsWhatServersSend(Fixture fixture) throws IOException {
    AssemblerFuzz.fuzzerTestOneInput(session(fixture, 0));
    AssemblerFuzz.fuzzerTestOneInput(session(fixture, 4));
  }

  @Property(tries = 500)
  void refusesDamagedStreamsInNoOtherWay(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Fixture> fixtures = Fixture.all();
    Fixture fixture = fixtures.get(random.nextInt(fixtures.size()));
    byte[] session = session(fixture, random.nextInt(8) & 4);
    for (int damage = 1 + random.nextInt(20); damage > 0; damage--) {
      session[random.nextInt(session.length)] = (byte) random.nextInt(256);
    }
    AssemblerFuzz.fuzzerTestOneInput(session);
  }

  /** Messages dropped, doubled and swapped: each is good, their order is not. */
  @Property(tries = 500)
  void refusesDisorderInNoOtherWay(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Fixture> fixtures = Fixture.all();
    Fixture fixture = fixtures.get(random.nextInt(fixtures.size()));
    List<byte[]> frames = new ArrayList<>(fixture.frames());
    for (int change = 1 + random.nextInt(5); change > 0; change--) {
      int at = random.nextInt(frames.size());
      switch (random.nextInt(3)) {
        case 0 -> frames.remove(at);
        case 1 -> frames.add(at, frames.get(random.nextInt(frames.size())));
        default -> Collections.swap(frames, at, random.nextInt(frames.size()));
      }
    }
    Fixture disordered =
        new Fixture(fixture.name(), fixture.protocolVersion(), fixture.caption(), frames);
    AssemblerFuzz.fuzzerTestOneInput(session(disordered, random.nextInt(8) & 4));
  }
}
