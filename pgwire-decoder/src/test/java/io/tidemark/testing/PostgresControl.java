package io.tidemark.testing;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts, stops and kills the server on one data directory, as {@code pg_ctl} does it by hand. */
final class PostgresControl {

  private static final int TIMEOUT_SECONDS = 60;

  private final Path pgCtl;
  private final Path data;

  PostgresControl(Path binaries, Path data) {
    this.pgCtl = binaries.resolve("pg_ctl");
    this.data = data;
  }

  /**
   * PostgreSQL refuses to run as root; a user namespace, where one may be made, is how root runs it
   * all the same.
   */
  static void requireRunnableUser() {
    if (isLinuxRoot() && !LinuxUtils.isUnshareAvailable()) {
      throw new IllegalStateException(
          "PostgreSQL does not run as root, and 'unshare -U' (a user namespace, in which root could start it) is not "
              + "allowed or not installed here. Run the build as another user, or allow user namespaces (in Docker: "
              + "--security-opt seccomp=unconfined).");
    }
  }

  private static boolean isLinuxRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException notLinux) {
      return false;
    }
  }

  void start() {
    Path log = data.resolve("server.log");
    if (run("start", "-w", "-t", Integer.toString(TIMEOUT_SECONDS), "-l", log.toString()) != 0) {
      throw new IllegalStateException("PostgreSQL did not start on " + data + ":\n" + read(log));
    }
  }

  /**
   * Stops in {@code pg_ctl}'s mode, and kills a server that holds out, such as one whose client
   * does not read.
   */
  void stop(String mode) {
    if (isRunning() && run("stop", "-m", mode, "-w", "-t", "10") != 0) {
      kill();
    }
  }

  /** Ends the server and all its processes at once, as a power failure would. */
  void kill() {
    ProcessHandle postmaster = postmaster();
    if (postmaster == null) {
      return;
    }
    List<ProcessHandle> processes = new ArrayList<>(List.of(postmaster));
    postmaster.descendants().forEach(processes::add);
    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(
        process -> process.onExit().orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join());
  }

  boolean isRunning() {
    return postmaster() != null;
  }

  private ProcessHandle postmaster() {
    try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
      long pid = Long.parseLong(lines.findFirst().orElseThrow());
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).orElse(null);
    } catch (IOException stopped) {
      return null;
    }
  }

  private int run(String... arguments) {
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(pgCtl.toString(), "-D", data.toString()));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }
}
