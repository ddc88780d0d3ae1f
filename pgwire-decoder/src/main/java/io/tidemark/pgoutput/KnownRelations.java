package io.tidemark.pgoutput;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every relation that the stream has announced, and for whom.
 *
 * <p>A relation announced inside a stream block describes the table as the in-progress transaction
 * sees it, DDL included. It counts for that transaction alone until it commits; an abort takes it
 * away. Belongs to one thread.
 */
final class KnownRelations {
  private final RelationCache committed = new RelationCache();
  private final Map<Long, RelationCache> streamed = new HashMap<>();

  /** The relations of the open stream block's transaction. */
  private @Nullable RelationCache open;

  void put(Relation relation) {
    (open == null ? committed : open).put(relation);
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
