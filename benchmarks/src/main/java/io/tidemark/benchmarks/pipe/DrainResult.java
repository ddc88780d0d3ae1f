package io.tidemark.benchmarks.pipe;

import java.util.List;
import java.util.Optional;

/**
 * One run: a backlog read to its end. Times begin when the slot turns active, so that the start of
 * a JVM is not in them.
 *
 * @param seconds until the last row was counted, on the broker where it goes there
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
   * @param clientCpuSeconds that it had used by then
   */
  record Sample(double seconds, long rows, double clientCpuSeconds) {}

  /** Of the second half of the rows; not a number where nobody counted. */
  double warmRowsPerSecond() {
    return half()
        .map(half -> (rows - half.rows()) / (last().seconds() - half.seconds()))
        .orElse(Double.NaN);
  }

  /** The client's CPU time for a row of the second half, when it has compiled most of itself. */
  double warmCpuMicros() {
    return half()
        .map(
            half ->
                (last().clientCpuSeconds() - half.clientCpuSeconds()) * 1e6 / (rows - half.rows()))
        .orElse(Double.NaN);
  }

  private Optional<Sample> half() {
    return samples.stream()
        .filter(sample -> sample.rows() >= rows / 2 && sample.rows() < rows)
        .findFirst();
  }

  private Sample last() {
    return samples.get(samples.size() - 1);
  }

  double rowsPerSecond() {
    return rows / seconds;
  }

  double perMillionRows(double amount) {
    return amount * 1e6 / rows;
  }
}
