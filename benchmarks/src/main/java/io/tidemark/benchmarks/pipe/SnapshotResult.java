package io.tidemark.benchmarks.pipe;

/**
 * One snapshot of the table.
 *
 * @param rowsPerSecond from the start of the program, in a JVM that runs, to the last record
 * @param secondHalf the same of what was left when half of the rows were there
 * @param clientCpu seconds that the client's process used, of all cores
 * @param brokerCpu the same of the broker's
 */
record SnapshotResult(
    double rowsPerSecond, double secondHalf, double clientCpu, double brokerCpu) {}
