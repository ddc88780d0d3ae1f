package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;

/**
 * How far a stream is, at one moment.
 *
 * @param received the highest position that the server has sent something for
 * @param serverEnd the position up to which the server's walsender had read the WAL when it last
 *     said so; with a backlog it is behind the end of the WAL, which {@code pg_current_wal_lsn()}
 *     tells
 * @param confirmed what the server may forget: never beyond what was acknowledged
 */
public record StreamStatus(Lsn received, Lsn serverEnd, Lsn confirmed) {

  /** Bytes of WAL between what is confirmed and what the server's walsender has read. */
  public long lagBytes() {
    return Math.max(0, serverEnd.bytesSince(confirmed));
  }
}
