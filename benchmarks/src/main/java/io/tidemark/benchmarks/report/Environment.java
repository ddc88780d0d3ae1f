package io.tidemark.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where and of what a run was made; without it a figure says nothing. */
public record Environment(String machine, String jdk, String commit) {

  /** This machine, this JVM, and the commit of the working directory. */
  public static Environment current() {
    return new Environment(thisMachine(), thisJdk(), thisCommit());
  }

  private static String thisMachine() {
    return Runtime.getRuntime().availableProcessors()
        + " cores"
        + cpu()
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch");
  }

  /** Linux names the processor; elsewhere its architecture has to do. */
  private static String cpu() {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> " of " + line.substring(line.indexOf(':') + 1).strip())
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String thisJdk() {
    return System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version");
  }

  private static String thisCommit() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String name = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return name.isEmpty() ? "unknown" : name;
    } catch (IOException noGit) {
      return "unknown";
    }
  }

  @Override
  public String toString() {
    return machine + "; " + jdk + "; commit " + commit;
  }
}
