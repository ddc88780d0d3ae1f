package io.tidemark.replication;

import io.tidemark.pgoutput.WireTuple;

/** Receives the rows that a {@link SnapshotReader} copies, on the thread that copies. */
public interface SnapshotHandler {

  /**
   * One row.
   *
   * @param row dies when this returns
   * @param last whether no other row follows in this copy
   */
  void onRow(WireTuple row, boolean last);
}
