package io.tidemark.envelope;

/**
 * How many records of one kind an encoder has written of one table.
 *
 * @param table as {@code schema.name}
 * @param operation what they tell
 * @param events how many
 * @param bytes of their keys and values
 */
public record EventCount(String table, Operation operation, long events, long bytes) {}
