package io.tidemark.envelope;

import io.tidemark.pgoutput.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a relation was compiled to: everything about its envelopes that no row can change. Belongs
 * to one thread.
 *
 * @param relation the version of the table that this is for
 * @param topic of its records
 * @param columns the fields of before and after
 * @param key null for a table without key
 * @param sourceTable the middle of the source block: {@code
 *     ,"schema":"public","table":"orders","txId":}
 * @param headers of records without a key change
 */
@SuppressWarnings("ArrayRecordComponent") // iterated on the hot path; never compared
record TablePlan(
    Relation relation,
    String topic,
    ColumnPlan[] columns,
    @Nullable KeyPlan key,
    byte[] sourceTable,
    List<Header> headers) {}
