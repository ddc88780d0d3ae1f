package io.tidemark.replication;

import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.PgOutputHandler;
import io.tidemark.pgoutput.RecordHandler;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import java.util.List;

/**
 * Passes every message on, and notes where transactions begin and end. Belongs to the thread that
 * polls.
 */
final class BoundaryHandler implements PgOutputHandler {
  private final StreamProgress progress;
  private PgOutputHandler target = new RecordHandler(message -> {});

  BoundaryHandler(StreamProgress progress) {
    this.progress = progress;
  }

  BoundaryHandler to(PgOutputHandler target) {
    this.target = target;
    return this;
  }

  @Override
  public void onBegin(long finalLsn, long commitTimeMicros, long xid) {
    progress.begun();
    target.onBegin(finalLsn, commitTimeMicros, xid);
  }

  @Override
  public void onCommit(long commitLsn, long endLsn, long commitTimeMicros) {
    progress.committed(endLsn);
    target.onCommit(commitLsn, endLsn, commitTimeMicros);
  }

  @Override
  public void onOrigin(long originLsn, String name) {
    target.onOrigin(originLsn, name);
  }

  @Override
  public void onRelation(long xid, Relation relation) {
    target.onRelation(xid, relation);
  }

  @Override
  public void onType(long xid, int oid, String namespace, String name) {
    target.onType(xid, oid, namespace, name);
  }

  @Override
  public void onInsert(long xid, Relation relation, WireTuple row) {
    target.onInsert(xid, relation, row);
  }

  @Override
  public void onUpdate(
      long xid, Relation relation, BeforeImage.Kind image, WireTuple before, WireTuple row) {
    target.onUpdate(xid, relation, image, before, row);
  }

  @Override
  public void onDelete(long xid, Relation relation, BeforeImage.Kind image, WireTuple before) {
    target.onDelete(xid, relation, image, before);
  }

  @Override
  public void onTruncate(
      long xid, List<Relation> relations, boolean cascade, boolean restartIdentity) {
    target.onTruncate(xid, relations, cascade, restartIdentity);
  }

  @Override
  public void onMessage(
      long xid,
      boolean transactional,
      long lsn,
      String prefix,
      byte[] content,
      int offset,
      int length) {
    if (!transactional) {
      // In no transaction, so it is work of its own; its LSN is the end of its WAL record
      progress.delivered(lsn);
    }
    target.onMessage(xid, transactional, lsn, prefix, content, offset, length);
  }

  @Override
  public void onStreamStart(long xid, boolean firstSegment) {
    progress.begun();
    target.onStreamStart(xid, firstSegment);
  }

  @Override
  public void onStreamStop() {
    progress.suspended();
    target.onStreamStop();
  }

  @Override
  public void onStreamCommit(long xid, long commitLsn, long endLsn, long commitTimeMicros) {
    progress.delivered(endLsn);
    target.onStreamCommit(xid, commitLsn, endLsn, commitTimeMicros);
  }

  @Override
  public void onStreamAbort(long xid, long subxid, long abortLsn, long abortTimeMicros) {
    target.onStreamAbort(xid, subxid, abortLsn, abortTimeMicros);
  }

  @Override
  public void onBeginPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {
    progress.begun();
    target.onBeginPrepare(prepareLsn, endLsn, prepareTimeMicros, xid, gid);
  }

  @Override
  public void onPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {
    progress.committed(endLsn);
    target.onPrepare(prepareLsn, endLsn, prepareTimeMicros, xid, gid);
  }

  @Override
  public void onCommitPrepared(
      long commitLsn, long endLsn, long commitTimeMicros, long xid, String gid) {
    progress.delivered(endLsn);
    target.onCommitPrepared(commitLsn, endLsn, commitTimeMicros, xid, gid);
  }

  @Override
  public void onRollbackPrepared(
      long prepareEndLsn,
      long rollbackEndLsn,
      long prepareTimeMicros,
      long rollbackTimeMicros,
      long xid,
      String gid) {
    progress.delivered(rollbackEndLsn);
    target.onRollbackPrepared(
        prepareEndLsn, rollbackEndLsn, prepareTimeMicros, rollbackTimeMicros, xid, gid);
  }

  @Override
  public void onStreamPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {
    progress.delivered(endLsn);
    target.onStreamPrepare(prepareLsn, endLsn, prepareTimeMicros, xid, gid);
  }
}
