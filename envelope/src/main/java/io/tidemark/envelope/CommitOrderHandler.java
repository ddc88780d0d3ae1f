package io.tidemark.envelope;

import io.tidemark.replication.WalHandler;

/**
 * Refuses what only comes when a stream was opened with in-progress streaming or two-phase commit.
 */
abstract sealed class CommitOrderHandler implements WalHandler permits EnvelopeEncoder {

  private static IllegalStateException notInCommitOrder(String message, String option) {
    return new IllegalStateException(
        "envelopes are written in commit order: found "
            + message
            + "; open the stream without the option "
            + option);
  }

  @Override
  public final void onStreamStart(long xid, boolean firstSegment) {
    throw notInCommitOrder("Stream Start", "streaming");
  }

  @Override
  public final void onStreamStop() {
    throw notInCommitOrder("Stream Stop", "streaming");
  }

  @Override
  public final void onStreamCommit(long xid, long commitLsn, long endLsn, long commitTimeMicros) {
    throw notInCommitOrder("Stream Commit", "streaming");
  }

  @Override
  public final void onStreamAbort(long xid, long subxid, long abortLsn, long abortTimeMicros) {
    throw notInCommitOrder("Stream Abort", "streaming");
  }

  @Override
  public final void onBeginPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {
    throw notInCommitOrder("Begin Prepare", "two_phase");
  }

  @Override
  public final void onPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {
    throw notInCommitOrder("Prepare", "two_phase");
  }

  @Override
  public final void onCommitPrepared(
      long commitLsn, long endLsn, long commitTimeMicros, long xid, String gid) {
    throw notInCommitOrder("Commit Prepared", "two_phase");
  }

  @Override
  public final void onRollbackPrepared(
      long prepareEndLsn,
      long rollbackEndLsn,
      long prepareTimeMicros,
      long rollbackTimeMicros,
      long xid,
      String gid) {
    throw notInCommitOrder("Rollback Prepared", "two_phase");
  }

  @Override
  public final void onStreamPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {
    throw notInCommitOrder("Stream Prepare", "two_phase");
  }
}
