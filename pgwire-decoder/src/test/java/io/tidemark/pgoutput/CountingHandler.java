package io.tidemark.pgoutput;

import java.util.List;
import java.util.Objects;

/** Counts the calls, and copies every row. */
final class CountingHandler implements PgOutputHandler {
  private int messages;

  int messages() {
    return messages;
  }

  /** A slice that reaches out of the buffer fails here. */
  private static void visit(WireTuple tuple) {
    Objects.checkFromIndexSize(0, tuple.copy().size(), tuple.size());
  }

  @Override
  public void onBegin(long finalLsn, long commitTimeMicros, long xid) {
    messages++;
  }

  @Override
  public void onCommit(long commitLsn, long endLsn, long commitTimeMicros) {
    messages++;
  }

  @Override
  public void onOrigin(long originLsn, String name) {
    messages++;
  }

  @Override
  public void onRelation(long xid, Relation relation) {
    messages++;
  }

  @Override
  public void onType(long xid, int oid, String namespace, String name) {
    messages++;
  }

  @Override
  public void onInsert(long xid, Relation relation, WireTuple row) {
    messages++;
    visit(row);
  }

  @Override
  public void onUpdate(
      long xid, Relation relation, BeforeImage.Kind image, WireTuple before, WireTuple row) {
    messages++;
    visit(before);
    visit(row);
  }

  @Override
  public void onDelete(long xid, Relation relation, BeforeImage.Kind image, WireTuple before) {
    messages++;
    visit(before);
  }

  @Override
  public void onTruncate(
      long xid, List<Relation> relations, boolean cascade, boolean restartIdentity) {
    messages++;
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
    messages++;
    Objects.checkFromIndexSize(offset, length, content.length);
  }

  @Override
  public void onStreamStart(long xid, boolean firstSegment) {
    messages++;
  }

  @Override
  public void onStreamStop() {
    messages++;
  }

  @Override
  public void onStreamCommit(long xid, long commitLsn, long endLsn, long commitTimeMicros) {
    messages++;
  }

  @Override
  public void onStreamAbort(long xid, long subxid, long abortLsn, long abortTimeMicros) {
    messages++;
  }

  @Override
  public void onBeginPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {
    messages++;
  }

  @Override
  public void onPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {
    messages++;
  }

  @Override
  public void onCommitPrepared(
      long commitLsn, long endLsn, long commitTimeMicros, long xid, String gid) {
    messages++;
  }

  @Override
  public void onRollbackPrepared(
      long prepareEndLsn,
      long rollbackEndLsn,
      long prepareTimeMicros,
      long rollbackTimeMicros,
      long xid,
      String gid) {
    messages++;
  }

  @Override
  public void onStreamPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {
    messages++;
  }
}
