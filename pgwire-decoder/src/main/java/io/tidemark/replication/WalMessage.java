package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.PgOutputMessage;

/**
 * A decoded message and where it stood in the WAL. Immutable and thread-safe.
 *
 * @param lsn the frame's start; {@link Lsn#INVALID} for Relation, Type and Origin messages
 * @param message what the frame carried
 */
public record WalMessage(Lsn lsn, PgOutputMessage message) {}
