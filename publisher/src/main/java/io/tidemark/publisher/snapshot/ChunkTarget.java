package io.tidemark.publisher.snapshot;

import io.tidemark.replication.SnapshotTable;

/** A heap of a published table, to be read in chunks. */
record ChunkTarget(SnapshotTable table, SnapshotTable.Heap heap) {

  /** The table's name, {@code schema.table}. */
  String name() {
    return table.relation().toString();
  }
}
