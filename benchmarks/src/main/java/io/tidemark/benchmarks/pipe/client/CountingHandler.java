package io.tidemark.benchmarks.pipe.client;

import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import io.tidemark.replication.IgnoringWalHandler;
import io.tidemark.replication.ReplicationStream;

/** Counts rows and acknowledges transactions. Belongs to the thread that polls. */
final class CountingHandler extends IgnoringWalHandler {
  private final ReplicationStream stream;
  private final RowCounter rows;

  CountingHandler(ReplicationStream stream, RowCounter rows) {
    this.stream = stream;
    this.rows = rows;
  }

  @Override
  public void onInsert(long xid, Relation relation, WireTuple row) {
    rows.row();
  }

  @Override
  public void onUpdate(
      long xid, Relation relation, BeforeImage.Kind image, WireTuple before, WireTuple row) {
    rows.row();
  }

  @Override
  public void onDelete(long xid, Relation relation, BeforeImage.Kind image, WireTuple before) {
    rows.row();
  }

  @Override
  public void onCommit(long commitLsn, long endLsn, long commitTimeMicros) {
    stream.acknowledge(new Lsn(endLsn));
  }
}
