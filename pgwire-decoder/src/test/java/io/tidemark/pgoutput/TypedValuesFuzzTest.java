package io.tidemark.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fuzz target on its committed corpus: the seeds, and whatever a fuzzer once found. */
class TypedValuesFuzzTest {
  private static final Path CORPUS = Path.of("src/test/corpus/typed-values");

  static List<Path> corpus() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void givesAValueOrSaysWhyNot(Path input) throws IOException {
    TypedValuesFuzz.fuzzerTestOneInput(Files.readAllBytes(input));
  }

  /** Regenerate with {@code -Dtidemark.update}. */
  @Test
  void hasASeedForEachForm() throws IOException {
    for (var seed : seeds().entrySet()) {
      Path file = CORPUS.resolve(seed.getKey());
      if (System.getProperty("tidemark.update") != null) {
        Files.createDirectories(CORPUS);
        Files.write(file, seed.getValue());
      }
      assertThat(file).hasBinaryContent(seed.getValue());
      assertThat(TypedGetters.readAll(TypedValuesFuzz.row(seed.getValue()), 0)).isPositive();
    }
  }

  private static Map<String, byte[]> seeds() {
    Map<String, byte[]> seeds = new TreeMap<>();
    seeds.put("text-numeric", text(TypeOid.NUMERIC, "-1234567890123456789.50"));
    seeds.put("text-double", text(TypeOid.FLOAT8, "-1.5e-300"));
    seeds.put("text-date", text(TypeOid.DATE, "0044-03-15 BC"));
    seeds.put("text-timetz", text(TypeOid.TIMETZ, "12:34:56.789-03:30"));
    seeds.put("text-timestamptz", text(TypeOid.TIMESTAMPTZ, "2024-07-01 12:34:56.789+02"));
    seeds.put("text-interval", text(TypeOid.INTERVAL, "1 year -2 mons 3 days -04:05:06.7"));
    seeds.put("text-bytea-escape", text(TypeOid.BYTEA, "a\\\\b\\001"));
    seeds.put("text-bytea-hex", text(TypeOid.BYTEA, "\\x00ff"));
    seeds.put("text-uuid", text(TypeOid.UUID, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
    seeds.put("text-array", text(1009, "[0:1]={{a,NULL},{\"q\\\"\",\"\"}}"));
    seeds.put("binary-numeric", binary(TypeOid.NUMERIC, "000200004000000200011388"));
    seeds.put("binary-timestamptz", binary(TypeOid.TIMESTAMPTZ, "0000000000000001"));
    seeds.put("binary-timetz", binary(TypeOid.TIMETZ, "0000000000000001fffff1f0"));
    seeds.put("binary-interval", binary(TypeOid.INTERVAL, "00000000000000010000000200000003"));
    seeds.put(
        "binary-array",
        binary(1007, "000000010000000100000017000000020000000100000004000000" + "07ffffffff"));
    return seeds;
  }

  private static byte[] text(int type, String value) {
    return TypedValuesFuzz.input(ValueKind.TEXT, type, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] binary(int type, String hex) {
    return TypedValuesFuzz.input(ValueKind.BINARY, type, HexFormat.of().parseHex(hex));
  }
}
