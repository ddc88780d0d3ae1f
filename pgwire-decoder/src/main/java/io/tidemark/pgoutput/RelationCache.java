package io.tidemark.pgoutput;

import org.jspecify.annotations.Nullable;

/** Relations by OID without boxing: open addressing, at most half full. Belongs to one thread. */
final class RelationCache {
  private @Nullable Relation[] slots = new Relation[64];
  private int size;

  @Nullable Relation get(int oid) {
    int mask = slots.length - 1;
    for (int i = slot(oid, mask); ; i = (i + 1) & mask) {
      Relation relation = slots[i];
      if (relation == null || relation.oid() == oid) {
        return relation;
      }
    }
  }

  void put(Relation relation) {
    if (size * 2 >= slots.length) {
      grow();
    }
    if (insert(slots, relation)) {
      size++;
    }
  }

  void putAll(RelationCache other) {
    for (Relation relation : other.slots) {
      if (relation != null) {
        put(relation);
      }
    }
  }

  private void grow() {
    @Nullable Relation[] larger = new Relation[slots.length * 2];
    for (Relation relation : slots) {
      if (relation != null) {
        insert(larger, relation);
      }
    }
    slots = larger;
  }

  /** True when the OID was new. */
  private static boolean insert(@Nullable Relation[] slots, Relation relation) {
    int mask = slots.length - 1;
    int i = slot(relation.oid(), mask);
    while (true) {
      Relation present = slots[i];
      if (present == null || present.oid() == relation.oid()) {
        slots[i] = relation;
        return present == null;
      }
      i = (i + 1) & mask;
    }
  }

  private static int slot(int oid, int mask) {
    int hash = oid * 0x9E3779B9; // Fibonacci hashing: OIDs are dense, and may be hostile
    return (hash ^ (hash >>> 16)) & mask;
  }
}
