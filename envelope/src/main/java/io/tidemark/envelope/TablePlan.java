package io.tidemark.envelope;

import io.tidemark.pgoutput.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a relation was compiled to: everything about its envelopes that no row can change. Belongs
 * to one thread.
 *
 * @param relation the version of the table that this is for
 * @param included false for a table that a filter leaves out: then there is nothing else
 * @param topic of its records
 * @param columns the fields of before and after
 * @param key null for a table without key
 * @param valueFrame what surrounds a value, from the schema to the label of {@code before}
 * @param flatFrame what surrounds the row alone, where that is the value
 * @param sourceTable the middle of the source block: {@code
 *     ,"schema":"public","table":"orders","txId":}
 * @param collection counts the table's events in each transaction
 * @param headers of records without a key change
 * @param counter of the table's records, the same for all its versions
 */
@SuppressWarnings("ArrayRecordComponent") // iterated on the hot path; never compared
record TablePlan(
    Relation relation,
    boolean included,
    String topic,
    ColumnPlan[] columns,
    @Nullable KeyPlan key,
    Frame valueFrame,
    Frame flatFrame,
    byte[] sourceTable,
    TransactionMetadata.Collection collection,
    List<Header> headers,
    TableCounter counter) {

  static TablePlan excluded(
      Relation relation, TransactionMetadata.Collection collection, TableCounter counter) {
    byte[] none = {};
    return new TablePlan(
        relation,
        false,
        "",
        new ColumnPlan[0],
        null,
        Frame.NONE,
        Frame.NONE,
        none,
        collection,
        List.of(),
        counter);
  }
}
