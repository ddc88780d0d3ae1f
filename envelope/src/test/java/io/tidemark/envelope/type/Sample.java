package io.tidemark.envelope.type;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A value of some type, as SQL.
 *
 * @param type of the column
 * @param expression what to insert
 */
record Sample(String type, String expression) {
  private static final String RESOURCE = "samples.txt";

  /** Values at the edges of each type; a line is a type and its values, apart by {@code |}. */
  static Stream<Sample> all() {
    try (InputStream in = Sample.class.getResourceAsStream(RESOURCE)) {
      String text = new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), UTF_8);
      return text.lines().flatMap(Sample::line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A bar with blanks around it is the operator of a type. */
  private static Stream<Sample> line(String line) {
    String[] parts = line.split("\\|(?! )(?<! \\|)", -1);
    return Stream.of(parts)
        .skip(1)
        .map(value -> new Sample(parts[0], "'" + value.replace("'", "''") + "'"));
  }
}
