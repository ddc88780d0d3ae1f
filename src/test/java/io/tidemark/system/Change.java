package io.tidemark.system;

/**
 * What one statement did to one row.
 *
 * @param op as in an envelope: c, u, d or r
 * @param key as in a record: {@code {"id":1}}
 */
record Change(String table, String key, String op) {

  /** The same for all changes of one row, as long as its key is the same. */
  String row() {
    return table + key;
  }
}
