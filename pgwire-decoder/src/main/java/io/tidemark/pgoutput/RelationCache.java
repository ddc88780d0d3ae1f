package io.tidemark.pgoutput;

import org.jspecify.annotations.Nullable;

/**
 * Relations by OID without boxing: open addressing, at most half full. Each carries the number of
 * its announcement, and the later announcement wins. Belongs to one thread.
 */
final class RelationCache {
  private @Nullable Relation[] slots = new Relation[64];
  private long[] announcements = new long[64];
  private int size;

  @Nullable Relation get(int oid) {
    return slots[slot(oid)];
  }

  /** Ignored when the cache has a later announcement of the same relation. */
  void put(Relation relation, long announcement) {
    if (size * 2 >= slots.length) {
      grow();
    }
    int slot = slot(relation.oid());
    if (slots[slot] == null) {
      size++;
    } else if (announcements[slot] > announcement) {
      return;
    }
    slots[slot] = relation;
    announcements[slot] = announcement;
  }

  void putAll(RelationCache other) {
    for (int i = 0; i < other.slots.length; i++) {
      Relation relation = other.slots[i];
      if (relation != null) {
        put(relation, other.announcements[i]);
      }
    }
  }

  private void grow() {
    RelationCache larger = new RelationCache();
    larger.slots = new Relation[slots.length * 2];
    larger.announcements = new long[slots.length * 2];
    larger.putAll(this);
    slots = larger.slots;
    announcements = larger.announcements;
  }

  /** Where the relation is, or the free slot where it belongs. */
  private int slot(int oid) {
    int mask = slots.length - 1;
    int hash = oid * 0x9E3779B9; // Fibonacci hashing: OIDs are dense
    int slot = (hash ^ (hash >>> 16)) & mask;
    Relation present = slots[slot];
    while (present != null && present.oid() != oid) {
      slot = (slot + 1) & mask;
      present = slots[slot];
    }
    return slot;
  }
}
