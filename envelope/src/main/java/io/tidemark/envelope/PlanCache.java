package io.tidemark.envelope;

import io.tidemark.pgoutput.Relation;
import org.jspecify.annotations.Nullable;

/**
 * Plans by relation, without a look-up while rows of one table follow each other, and without
 * boxing when they do not: open addressing by OID, at most half full. Belongs to one thread.
 */
final class PlanCache {
  private @Nullable TablePlan[] slots = new TablePlan[64];
  private int size;
  private @Nullable TablePlan last;

  /** The plan of this very announcement of a table, or null. */
  @SuppressWarnings("ReferenceEquality") // each announcement is a new object, on purpose
  @Nullable TablePlan get(Relation relation) {
    TablePlan recent = last;
    if (recent != null && recent.relation() == relation) {
      return recent;
    }
    TablePlan found = slots[find(slots, relation.oid())];
    if (found == null || found.relation() != relation) {
      return null;
    }
    last = found;
    return found;
  }

  /** Replaces the plan of the table's earlier announcement. */
  void put(TablePlan plan) {
    if (size * 2 >= slots.length) {
      grow();
    }
    int slot = find(slots, plan.relation().oid());
    size += slots[slot] == null ? 1 : 0;
    slots[slot] = plan;
    last = plan;
  }

  private void grow() {
    @Nullable TablePlan[] larger = new TablePlan[slots.length * 2];
    for (TablePlan plan : slots) {
      if (plan != null) {
        larger[find(larger, plan.relation().oid())] = plan;
      }
    }
    slots = larger;
  }

  private static int find(@Nullable TablePlan[] slots, int oid) {
    int mask = slots.length - 1;
    int hash = oid * 0x9E3779B9;
    for (int i = (hash ^ hash >>> 16) & mask; ; i = i + 1 & mask) {
      TablePlan plan = slots[i];
      if (plan == null || plan.relation().oid() == oid) {
        return i;
      }
    }
  }
}
