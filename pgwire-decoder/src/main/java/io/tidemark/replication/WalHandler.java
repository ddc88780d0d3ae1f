package io.tidemark.replication;

import io.tidemark.pgoutput.PgOutputHandler;

/**
 * Receives a replication stream: each frame's position, then the one message that the frame
 * carries.
 *
 * <p>The callback form of {@link ReplicationStream}; nothing is allocated per row. Called by the
 * thread that polls.
 */
public interface WalHandler extends PgOutputHandler {

  /**
   * The frame (XLogData) of the message that the next callback delivers.
   *
   * @param startLsn the change's own position; 0 for Relation, Type and Origin messages. Neither
   *     unique nor monotonic: order events by commit LSN and ordinal
   * @param serverEndLsn as the server gives it, which in logical replication is {@code startLsn}
   *     again
   * @param sendTimeMicros the server's clock then, microseconds since 1970-01-01 UTC
   * @see <a href="https://www.postgresql.org/docs/current/protocol-replication.html">XLogData</a>
   */
  void onXLogData(long startLsn, long serverEndLsn, long sendTimeMicros);
}
