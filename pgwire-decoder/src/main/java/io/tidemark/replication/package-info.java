/**
 * Reads a replication slot over PgJDBC: each message of the stream in order, and confirmed to
 * PostgreSQL only what was acknowledged.
 *
 * <pre>{@code
 * ReplicationConfig config = ReplicationConfig.builder()
 *     .url("jdbc:postgresql://localhost:5432/shop").user("replicator").password(secret)
 *     .slot("orders_slot").publication("orders_pub").build();
 * try (ReplicationStream stream = ReplicationStream.open(config)) {
 *   for (WalMessage wal : stream) {
 *     if (wal.message() instanceof PgOutputMessage.Commit commit) {
 *       stream.acknowledge(commit.endLsn());
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Start reading at {@link io.tidemark.replication.ReplicationStream}, then {@code
 * StreamProgress}, which decides what is confirmed, {@code FeedbackThread}, which says so, and
 * {@code CopyDualTransport} with {@code internal.GulpSocket}, which read. Messages are decoded in
 * {@link io.tidemark.pgoutput}. A stream with the options {@code streaming} or {@code two_phase}
 * goes through {@link io.tidemark.replication.TransactionAssembler}, which makes transactions
 * whole.
 */
@NullMarked
package io.tidemark.replication;

import org.jspecify.annotations.NullMarked;
