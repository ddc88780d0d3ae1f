package io.tidemark.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link KafkaNode} in a JVM of its own, which ends with this one. */
final class KafkaProcess {

  private final Process process;

  private KafkaProcess(Process process) {
    this.process = process;
  }

  static KafkaProcess start(
      Path directory, int port, int controllerPort, Map<String, String> settings) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaNode.class.getName(),
                directory.toString(),
                Integer.toString(port),
                Integer.toString(controllerPort)));
    settings.forEach((name, value) -> command.add(name + "=" + value));
    File log = directory.resolveSibling(directory.getFileName() + ".log").toFile();
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log)).start();
      BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = output.readLine();
          !KafkaNode.READY.equals(line);
          line = output.readLine()) {
        if (line == null) {
          throw new IllegalStateException(
              "Kafka did not start:\n" + Files.readString(log.toPath()));
        }
      }
      return new KafkaProcess(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  void stop() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }
}
