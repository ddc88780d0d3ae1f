package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;

/**
 * Where a snapshot cuts through the stream: after the transactions that it shows. Immutable and
 * thread-safe.
 *
 * @param visible the transactions that it shows
 * @param lsn a stream that has passed this position has sent all of them, but for commits that
 *     nobody waited for ({@code synchronous_commit} is {@code off}) and that are not flushed yet
 * @param timeMicros the server's clock, microseconds since 1970-01-01 UTC
 */
public record SnapshotCut(VisibleTransactions visible, Lsn lsn, long timeMicros) {
  private static final long PAGE = 8192;

  /** The longer one of the two headers that a page of WAL starts with. */
  private static final long PAGE_HEADER = 40;

  /**
   * The server names the next byte to write, behind the header of a page that nothing was written
   * to yet: a stream that has sent all stands before that header, perhaps for long.
   */
  static Lsn beforePageHeader(Lsn lsn) {
    long within = lsn.value() % PAGE;
    return within <= PAGE_HEADER ? new Lsn(lsn.value() - within) : lsn;
  }
}
