package io.tidemark.examples;

import io.tidemark.pgoutput.PgOutputMessage;
import io.tidemark.replication.ReplicationStream;
import io.tidemark.replication.WalMessage;
import java.io.PrintStream;

/**
 * Reads a slot's messages as they are decoded: the smallest program on the library.
 *
 * <pre>
 *   java io.tidemark.examples.RawMessages jdbc:postgresql://localhost:5432/shop replicator orders_slot orders_pub
 * </pre>
 *
 * <p>The password comes from the environment variable {@code PGPASSWORD}.
 */
public final class RawMessages {
  private RawMessages() {}

  /** Takes a JDBC URL, a user, a slot and a publication. */
  public static void main(String[] args) {
    try (ReplicationStream stream = ReplicationStream.open(Arguments.replicationConfig(args))) {
      print(stream, System.out);
    }
  }

  /** Prints inserts until the stream is closed, and confirms each transaction. */
  static void print(ReplicationStream stream, PrintStream out) {
    for (WalMessage wal : stream) {
      if (wal.message() instanceof PgOutputMessage.Insert insert) {
        out.println(wal.lsn() + " + " + insert.relation() + " " + insert.row());
      } else if (wal.message() instanceof PgOutputMessage.Commit commit) {
        stream.acknowledge(commit.endLsn());
      }
    }
  }
}
