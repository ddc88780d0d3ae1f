package io.tidemark.envelope;

/**
 * The key of a table's records: which columns, in which order.
 *
 * @param columns in key order
 * @param inIdentity whether a KEY image carries all of them; if not, the old key is not known
 * @param frame what surrounds a key
 */
@SuppressWarnings("ArrayRecordComponent") // iterated on the hot path; never compared
record KeyPlan(ColumnPlan[] columns, boolean inIdentity, Frame frame) {}
