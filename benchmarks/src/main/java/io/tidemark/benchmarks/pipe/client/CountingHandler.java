package io.tidemark.benchmarks.pipe.client;

import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import io.tidemark.replication.ReplicationStream;
import io.tidemark.replication.WalHandler;
import java.util.List;

/** Counts rows and acknowledges transactions. Belongs to the thread that polls. */
final class CountingHandler implements WalHandler {
  private final ReplicationStream stream;
  private final RowCounter rows;

  CountingHandler(ReplicationStream stream, RowCounter rows) {
    this.stream = stream;
    this.rows = rows;
  }

  @Override
  public void onInsert(long xid, Relation relation, WireTuple row) {
    rows.row();
  }

  @Override
  public void onUpdate(
      long xid, Relation relation, BeforeImage.Kind image, WireTuple before, WireTuple row) {
    rows.row();
  }

  @Override
  public void onDelete(long xid, Relation relation, BeforeImage.Kind image, WireTuple before) {
    rows.row();
  }

  @Override
  public void onCommit(long commitLsn, long endLsn, long commitTimeMicros) {
    stream.acknowledge(new Lsn(endLsn));
  }

  @Override
  public void onXLogData(long startLsn, long serverEndLsn, long sendTimeMicros) {}

  @Override
  public void onBegin(long finalLsn, long commitTimeMicros, long xid) {}

  @Override
  public void onOrigin(long originLsn, String name) {}

  @Override
  public void onRelation(long xid, Relation relation) {}

  @Override
  public void onType(long xid, int oid, String namespace, String name) {}

  @Override
  public void onTruncate(
      long xid, List<Relation> relations, boolean cascade, boolean restartIdentity) {}

  @Override
  public void onMessage(
      long xid,
      boolean transactional,
      long lsn,
      String prefix,
      byte[] content,
      int offset,
      int length) {}

  @Override
  public void onStreamStart(long xid, boolean firstSegment) {}

  @Override
  public void onStreamStop() {}

  @Override
  public void onStreamCommit(long xid, long commitLsn, long endLsn, long commitTimeMicros) {}

  @Override
  public void onStreamAbort(long xid, long subxid, long abortLsn, long abortTimeMicros) {}

  @Override
  public void onBeginPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {}

  @Override
  public void onPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {}

  @Override
  public void onCommitPrepared(
      long commitLsn, long endLsn, long commitTimeMicros, long xid, String gid) {}

  @Override
  public void onRollbackPrepared(
      long prepareEndLsn,
      long rollbackEndLsn,
      long prepareTimeMicros,
      long rollbackTimeMicros,
      long xid,
      String gid) {}

  @Override
  public void onStreamPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {}
}
