/**
 * Reads a replication slot over PgJDBC: {@code ReplicationStream} opens the slot that {@code
 * ReplicationConfig} names, gives each message of the stream in order, and confirms to PostgreSQL
 * only what was acknowledged.
 *
 * <p>Start reading at {@code ReplicationStream}. Decoding itself is in {@link
 * io.tidemark.pgoutput}.
 */
@NullMarked
package io.tidemark.replication;

import org.jspecify.annotations.NullMarked;
