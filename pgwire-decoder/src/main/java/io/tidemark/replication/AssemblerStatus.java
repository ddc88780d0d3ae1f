package io.tidemark.replication;

/**
 * What a {@link TransactionAssembler} holds, at one moment.
 *
 * @param inProgress how many transactions have begun to arrive, and neither committed nor aborted
 * @param prepared how many are prepared, and held until Commit Prepared or Rollback Prepared
 * @param bufferedBytes the memory that they take, never more than {@link
 *     AssemblerConfig#maxBufferedBytes}
 * @param spilledBytes how much of them is on disk
 */
public record AssemblerStatus(
    int inProgress, int prepared, long bufferedBytes, long spilledBytes) {}
