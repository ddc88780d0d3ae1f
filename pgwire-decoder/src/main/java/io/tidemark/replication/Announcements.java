package io.tidemark.replication;

import io.tidemark.pgoutput.Relation;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the downstream handler was told of each table and type, so that no row reaches it before the
 * announcement that describes it. PostgreSQL announces a relation inside the first transaction that
 * needs it and then takes it as known; when that transaction is held back or dropped, or brings an
 * older relation along, the handler has to be told at the next row. Belongs to one thread.
 */
final class Announcements {
  private final WalHandler downstream;
  private final Map<Integer, Relation> latest = new HashMap<>();

  /** The values of {@link #latest}, by identity: looked up per row without boxing. */
  private final Set<Relation> inForce = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Map<Integer, Type> types = new HashMap<>();
  private @Nullable Relation previous;

  private record Type(String namespace, String name) {}

  Announcements(WalHandler downstream) {
    this.downstream = downstream;
  }

  /** Remembers a type until a relation that uses it is announced. */
  void remember(int oid, String namespace, String name) {
    types.put(oid, new Type(namespace, name));
  }

  /** True when the last announcement of the row's table was this very one. */
  @SuppressWarnings("ReferenceEquality") // an equal announcement is another announcement
  boolean covers(Relation relation) {
    if (relation == previous) {
      return true;
    }
    if (!inForce.contains(relation)) {
      return false;
    }
    previous = relation;
    return true;
  }

  /** Hands on an announcement of the stream. */
  void announce(Relation relation) {
    record(relation);
    downstream.onRelation(0, relation);
  }

  /** Makes good an announcement that was not handed on, with the types that belong to it. */
  void announceLate(Relation relation, long serverEndLsn, long sendTimeMicros) {
    for (Relation.Column column : relation.columns()) {
      Type type = types.get(column.typeOid());
      if (type != null) {
        downstream.onXLogData(0, serverEndLsn, sendTimeMicros);
        downstream.onType(0, column.typeOid(), type.namespace, type.name);
      }
    }
    downstream.onXLogData(0, serverEndLsn, sendTimeMicros);
    announce(relation);
  }

  private void record(Relation relation) {
    Relation before = latest.put(relation.oid(), relation);
    if (before != null) {
      inForce.remove(before);
    }
    inForce.add(relation);
    previous = relation;
  }
}
