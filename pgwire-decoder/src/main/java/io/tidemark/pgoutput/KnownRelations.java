package io.tidemark.pgoutput;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every relation that the stream has announced, and for whom.
 *
 * <p>A relation announced inside a stream block describes the table as the in-progress transaction
 * sees it, DDL included. It counts for that transaction alone until it commits; an abort takes it
 * away. A commit does not bring back what was announced to everyone since: ALTER PUBLICATION
 * changes a relation under an open transaction, and the server does not announce it a third time.
 * Belongs to one thread.
 */
final class KnownRelations {
  private final RelationCache committed = new RelationCache();
  private final Map<Long, RelationCache> streamed = new HashMap<>();

  /** The relations of the open stream block's transaction. */
  private @Nullable RelationCache open;

  private long announcements;

  void put(Relation relation) {
    (open == null ? committed : open).put(relation, ++announcements);
  }

  @Nullable Relation get(int oid) {
    RelationCache block = open;
    if (block != null) {
      Relation relation = block.get(oid);
      if (relation != null) {
        return relation;
      }
    }
    return committed.get(oid);
  }

  boolean inBlock() {
    return open != null;
  }

  /** Refuses a message that cannot stand inside a stream block. */
  void requireNoBlock(WireReader in) {
    if (open != null) {
      throw in.misplaced("Stream Stop before it", "an open stream block");
    }
  }

  void startBlock(long xid) {
    open = streamed.computeIfAbsent(xid, ignored -> new RelationCache());
  }

  void stopBlock() {
    open = null;
  }

  void commit(long xid) {
    RelationCache relations = streamed.remove(xid);
    if (relations != null) {
      committed.putAll(relations);
    }
  }

  void abort(long xid) {
    streamed.remove(xid);
  }
}
