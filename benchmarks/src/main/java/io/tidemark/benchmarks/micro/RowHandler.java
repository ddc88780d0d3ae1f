package io.tidemark.benchmarks.micro;

import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.IgnoringHandler;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;

/** Sees every row of a transaction, old and new, and nothing else. */
abstract class RowHandler extends IgnoringHandler {

  abstract void onRow(Relation relation, WireTuple row);

  @Override
  public final void onInsert(long xid, Relation relation, WireTuple row) {
    onRow(relation, row);
  }

  @Override
  public final void onUpdate(
      long xid, Relation relation, BeforeImage.Kind image, WireTuple before, WireTuple row) {
    if (image != BeforeImage.Kind.NONE) {
      onRow(relation, before);
    }
    onRow(relation, row);
  }

  @Override
  public final void onDelete(
      long xid, Relation relation, BeforeImage.Kind image, WireTuple before) {
    onRow(relation, before);
  }
}
