package io.tidemark.benchmarks.pipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has used since it was first looked at. What it had used last is kept when it is
 * gone. Belongs to one thread.
 */
final class ProcessUsage {
  private final long pid;
  private final Duration before;
  private Duration now;
  private long peakBytes;

  ProcessUsage(long pid) {
    this.pid = pid;
    this.now = Duration.ZERO;
    sample();
    this.before = now;
  }

  /** Looks at it. */
  void sample() {
    now = ProcessHandle.of(pid).flatMap(p -> p.info().totalCpuDuration()).orElse(now);
    peakBytes = Math.max(peakBytes, peakBytesOf(pid));
  }

  double cpuSeconds() {
    return now.minus(before).toNanos() / 1e9;
  }

  /** Of its whole life; 0 where the system has no /proc. */
  long peakBytes() {
    return peakBytes;
  }

  private static long peakBytesOf(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "status"))
          .lines()
          .filter(line -> line.startsWith("VmHWM:"))
          .findFirst()
          .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .orElse(0L);
    } catch (IOException goneOrNotLinux) {
      return 0;
    }
  }
}
