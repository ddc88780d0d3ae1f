package io.tidemark.benchmarks.pipe;

import java.util.List;

/**
 * One run: a backlog read to its end. Times begin when the slot turns active, so that the start of
 * a JVM is not in them.
 *
 * @param seconds until the last row was counted, on the broker where it goes there
 * @param warmRowsPerSecond of the second half of the rows; not a number where nobody counted
 * @param secondsSinceLaunch the same as {@code seconds}, from the start of the process
 * @param clientCpuSeconds of the client, all its threads
 * @param walsenderCpuSeconds of the server's process behind the slot
 * @param brokerCpuSeconds of the broker's process
 * @param peakBytes resident, of the client since its launch
 * @param allocatedBytes by the client's live threads; 0 where it is no JVM
 * @param samples how many rows had come by when
 */
record DrainResult(
    Contender system,
    long rows,
    double seconds,
    double warmRowsPerSecond,
    double secondsSinceLaunch,
    double clientCpuSeconds,
    double walsenderCpuSeconds,
    double brokerCpuSeconds,
    long peakBytes,
    long allocatedBytes,
    List<Sample> samples) {

  /**
   * The progress of a run.
   *
   * @param seconds since the launch of the client
   */
  record Sample(double seconds, long rows) {}

  double rowsPerSecond() {
    return rows / seconds;
  }

  double perMillionRows(double amount) {
    return amount * 1e6 / rows;
  }
}
