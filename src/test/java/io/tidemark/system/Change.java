package io.tidemark.system;

/**
 * What one statement did to one row.
 *
 * @param op as in an envelope: c, u or d
 * @param key as in a record: {@code {"id":1}}
 */
record Change(String table, String key, String op) {}
