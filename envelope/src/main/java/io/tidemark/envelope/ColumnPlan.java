package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonText;
import io.tidemark.envelope.type.ColumnEncoder;
import org.jspecify.annotations.Nullable;

/**
 * All that a row needs to know about one of its columns. Belongs to one thread, as its encoder
 * does.
 *
 * @param index in the relation
 * @param name in the catalog
 * @param label the JSON of the field's name, with a comma before and the colon
 * @param encoder writes values
 * @param identity whether a KEY image carries the column
 * @param required whether the schema has no null, and is sent along
 * @param nullJson stands for NULL
 * @param missingJson stands for a column that a KEY image does not carry; null where there is
 *     nothing to put
 * @param unavailableJson stands for an unchanged TOASTed value; null where there is nothing to put
 */
@SuppressWarnings("ArrayRecordComponent") // shared by reference on the hot path; never compared
record ColumnPlan(
    int index,
    String name,
    JsonText label,
    ColumnEncoder encoder,
    boolean identity,
    boolean required,
    JsonText nullJson,
    byte @Nullable [] missingJson,
    byte @Nullable [] unavailableJson) {}
