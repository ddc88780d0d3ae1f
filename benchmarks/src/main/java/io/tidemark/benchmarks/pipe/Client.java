package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.pipe.client.ClientMain;
import io.tidemark.benchmarks.pipe.client.Program;
import io.tidemark.benchmarks.pipe.client.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client's process. Belongs to one thread. */
final class Client implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Process process;
  private final Path log;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private Client(List<String> command, Path log) {
    this.log = log;
    try {
      process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread reader = new Thread(this::readLines, "client-output");
    reader.setDaemon(true);
    reader.start();
  }

  static Client command(List<String> command, Path log) {
    return new Client(command, log);
  }

  static Client java(Program program, Task task, List<String> jvmOptions, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ClientMain.class.getName(),
            program.name()));
    command.addAll(task.toArguments());
    return new Client(command, log);
  }

  private void readLines() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("the client's output ended: " + e.getMessage());
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  /** The next line that it wrote, waiting so long for one; null when there was none. */
  @Nullable String line(Duration timeout) {
    try {
      return lines.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a client was measured", e);
    }
  }

  /** What its threads have allocated since it started. */
  long allocatedBytes() {
    try {
      OutputStream commands = process.getOutputStream();
      commands.write((ClientMain.ALLOCATED + "\n").getBytes(StandardCharsets.UTF_8));
      commands.flush();
    } catch (IOException e) {
      throw failed("cannot be asked: " + e.getMessage());
    }
    for (String line = line(ANSWER); line != null; line = line(ANSWER)) {
      if (line.startsWith(ClientMain.ALLOCATED)) {
        return Long.parseLong(line.substring(ClientMain.ALLOCATED.length() + 1));
      }
    }
    throw failed("gives no answer");
  }

  /** With what it has written to its standard error. */
  IllegalStateException failed(String reason) {
    String written;
    try {
      written = Files.readString(log);
    } catch (IOException e) {
      written = "(no log: " + e.getMessage() + ")";
    }
    return new IllegalStateException("the client " + reason + "\n" + written);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
