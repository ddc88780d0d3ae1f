package io.tidemark.replication;

import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The assembler's way for changes: into the held transaction that is open, or else on to the
 * handler, which is told of the relation first. Belongs to the thread that polls.
 */
abstract sealed class ChangeRouter implements WalHandler permits TransactionAssembler {
  final WalHandler downstream;
  final ConfirmationLimit limit = new ConfirmationLimit();
  private final Announcements announcements;

  /** The transaction that the messages now coming in belong to; null: they pass. */
  @Nullable HeldTransaction open;

  /** The frame of the message that comes next. */
  long startLsn;

  long serverEndLsn;
  long sendTimeMicros;

  ChangeRouter(WalHandler downstream) {
    this.downstream = downstream;
    announcements = new Announcements(downstream);
  }

  @Override
  public final void onXLogData(long startLsn, long serverEndLsn, long sendTimeMicros) {
    this.startLsn = startLsn;
    this.serverEndLsn = serverEndLsn;
    this.sendTimeMicros = sendTimeMicros;
  }

  /** Hands on the frame of a message that is itself handed on. */
  final void frame() {
    downstream.onXLogData(startLsn, serverEndLsn, sendTimeMicros);
  }

  private void describe(Relation relation) {
    if (!announcements.covers(relation)) {
      announcements.announceLate(relation, serverEndLsn, sendTimeMicros);
    }
  }

  @Override
  public final void onOrigin(long originLsn, String name) {
    if (open != null) {
      open.origin(startLsn, originLsn, name);
      return;
    }
    frame();
    downstream.onOrigin(originLsn, name);
  }

  @Override
  public final void onRelation(long xid, Relation relation) {
    if (open == null) { // else the rows bring it along
      frame();
      announcements.announce(relation);
    }
  }

  @Override
  public final void onType(long xid, int oid, String namespace, String name) {
    announcements.remember(oid, namespace, name);
    if (open == null) {
      frame();
      downstream.onType(0, oid, namespace, name);
    }
  }

  @Override
  public final void onInsert(long xid, Relation relation, WireTuple row) {
    if (open != null) {
      open.insert(startLsn, xid, relation, row);
      return;
    }
    describe(relation);
    frame();
    downstream.onInsert(0, relation, row);
  }

  @Override
  public final void onUpdate(
      long xid, Relation relation, BeforeImage.Kind image, WireTuple before, WireTuple row) {
    if (open != null) {
      open.update(startLsn, xid, relation, image, before, row);
      return;
    }
    describe(relation);
    frame();
    downstream.onUpdate(0, relation, image, before, row);
  }

  @Override
  public final void onDelete(
      long xid, Relation relation, BeforeImage.Kind image, WireTuple before) {
    if (open != null) {
      open.delete(startLsn, xid, relation, image, before);
      return;
    }
    describe(relation);
    frame();
    downstream.onDelete(0, relation, image, before);
  }

  @Override
  public final void onTruncate(
      long xid, List<Relation> relations, boolean cascade, boolean restartIdentity) {
    if (open != null) {
      open.truncate(startLsn, xid, relations, cascade, restartIdentity);
      return;
    }
    relations.forEach(this::describe);
    frame();
    downstream.onTruncate(0, relations, cascade, restartIdentity);
  }

  @Override
  public final void onMessage(
      long xid,
      boolean transactional,
      long lsn,
      String prefix,
      byte[] content,
      int offset,
      int length) {
    if (open != null && transactional) {
      open.message(startLsn, xid, lsn, prefix, content, offset, length);
      return;
    }
    if (!transactional) {
      limit.handOn(lsn);
    }
    frame();
    downstream.onMessage(0, transactional, lsn, prefix, content, offset, length);
  }
}
