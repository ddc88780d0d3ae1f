package io.tidemark.benchmarks.pipe;

import org.HdrHistogram.Histogram;

/**
 * How long events took under a steady load.
 *
 * @param rate transactions a second that were asked for
 * @param reached transactions a second that were committed
 * @param fromCommit to the consumer's receipt, in microseconds
 * @param fromDue the same from when the transaction was due, so with the commit itself
 * @param clientCores busy on average
 * @param walsenderCores busy on average
 */
record LatencyResult(
    Contender system,
    int rate,
    double reached,
    Histogram fromCommit,
    Histogram fromDue,
    double clientCores,
    double walsenderCores) {}
