package io.tidemark.publisher.snapshot;

/**
 * Pages of a heap to read.
 *
 * @param from the first page
 * @param to the page after the last; {@link #OPEN} for all that there are
 * @param asOf rows that transactions before this one wrote are published already; 0 for none
 */
record Range(long from, long to, long asOf) {
  static final long OPEN = Long.MAX_VALUE;

  /** What a row must meet, in SQL; empty for nothing. */
  String condition() {
    StringBuilder sql = new StringBuilder();
    if (from > 0) {
      sql.append("ctid >= '(").append(from).append(",0)'");
    }
    if (to != OPEN) {
      sql.append(sql.isEmpty() ? "" : " AND ").append("ctid < '(").append(to).append(",0)'");
    }
    if (asOf != 0) {
      // Compares as transaction IDs do, which wrap around; a row too many does no harm
      sql.append(sql.isEmpty() ? "" : " AND ")
          .append("age(xmin) <= age('")
          .append(asOf & 0xffff_ffffL)
          .append("'::xid)");
    }
    return sql.toString();
  }

  boolean isWhole() {
    return from == 0 && to == OPEN;
  }
}
