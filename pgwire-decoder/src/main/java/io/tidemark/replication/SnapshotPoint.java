package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;

/**
 * What a transaction sees, and where that is in the WAL. Immutable and thread-safe.
 *
 * @param name for {@code SET TRANSACTION SNAPSHOT}
 * @param lsn every transaction that it sees committed before this position
 * @param xmin transactions before this one, a 64-bit ID with epoch, had all ended
 * @param xmax transactions from this one on had not ended
 * @param timeMicros the server's clock, microseconds since 1970-01-01 UTC
 */
public record SnapshotPoint(String name, Lsn lsn, long xmin, long xmax, long timeMicros) {}
