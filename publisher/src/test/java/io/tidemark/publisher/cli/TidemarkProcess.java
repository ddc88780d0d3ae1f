package io.tidemark.publisher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The command line in a JVM of its own, with some of the test's class path. */
final class TidemarkProcess {
  private final Process process;
  private final Path out;
  private final Path err;

  private TidemarkProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static TidemarkProcess start(Path directory, String... arguments) throws IOException {
    return start(directory, entry -> true, arguments);
  }

  /**
   * @param onClassPath which entries to take
   */
  static TidemarkProcess start(Path directory, Predicate<String> onClassPath, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .filter(onClassPath)
                    .collect(Collectors.joining(File.pathSeparator)),
                Tidemark.class.getName()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new TidemarkProcess(process, out, err);
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Its exit code. */
  int await() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end within 120 s");
    }
    return process.exitValue();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  List<String> lines() throws IOException {
    return Files.readAllLines(out, UTF_8);
  }

  String err() throws IOException {
    return Files.readString(err, UTF_8);
  }
}
