package io.tidemark.publisher;

import io.tidemark.pgoutput.Lsn;

/**
 * What goes on beside a stream, on the thread that reads it: it may send records of its own between
 * two transactions. Made anew for each connection. What it throws ends the connection.
 */
public interface StreamCompanion extends AutoCloseable {

  /** Has nothing to do. */
  StreamCompanion NONE =
      new StreamCompanion() {
        @Override
        public void beginning(long commitLsn, long xid) {}

        @Override
        public void committed(long endLsn) {}

        @Override
        public void step(Lsn reached) {}

        @Override
        public boolean isActive() {
          return false;
        }

        @Override
        public void close() {}
      };

  /**
   * A transaction is about to be sent: none of its events was.
   *
   * @param commitLsn where its commit is, unsigned
   * @param xid its 32-bit ID
   */
  void beginning(long commitLsn, long xid);

  /**
   * All of the transaction was sent.
   *
   * @param endLsn the end of its commit, unsigned
   */
  void committed(long endLsn);

  /**
   * Its turn, between two transactions.
   *
   * @param reached everything that committed before was sent; {@link Lsn#INVALID} when that is not
   *     known
   */
  void step(Lsn reached);

  /** Whether it wants its turn soon, even when the server sends nothing. */
  boolean isActive();

  /** Ends it at once; what it has not done, the next one does. */
  @Override
  void close();
}
