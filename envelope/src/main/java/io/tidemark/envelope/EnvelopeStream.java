package io.tidemark.envelope;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.replication.AssembledStream;
import io.tidemark.replication.AssemblerConfig;
import io.tidemark.replication.JdbcCatalog;
import io.tidemark.replication.ReplicationStream;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * The envelopes of a replication stream one by one, acknowledged by whoever applies them.
 *
 * <pre>{@code
 * try (ReplicationStream stream = ReplicationStream.open(config);
 *     EnvelopeStream envelopes = EnvelopeStream.over(stream, EnvelopeConfig.debeziumJson("shop"))) {
 *   for (Envelope envelope : envelopes) {
 *     apply(envelope);
 *     envelopes.acknowledge(envelope.position()); // this one and every one before it
 *   }
 * }
 * }</pre>
 *
 * <p>The pull form of {@link EnvelopeEncoder}, with an object per envelope. A stream with the
 * options {@code streaming} or {@code two_phase} gives the same envelopes as one without: of
 * transactions that committed, whole and in commit order. One thread iterates; {@link #acknowledge}
 * may be called by any.
 */
public final class EnvelopeStream implements AutoCloseable, Iterable<Envelope> {
  private final ReplicationStream stream;
  private final JdbcCatalog catalog;
  private final AssembledStream transactions;
  private final UnappliedTransactions unapplied;

  // The iterating thread's: what one message of the stream has become
  private final Queue<Envelope> ready = new ArrayDeque<>();

  private EnvelopeStream(
      ReplicationStream stream,
      JdbcCatalog catalog,
      EnvelopeConfig config,
      AssemblerConfig assembling) {
    this.stream = stream;
    this.catalog = catalog;
    unapplied = new UnappliedTransactions(this::confirm);
    transactions =
        AssembledStream.of(
            stream, new EnvelopeEncoder(config, catalog, new Collector()), assembling);
  }

  /**
   * Reads a stream that nobody else reads. It opens a second connection to the database, for the
   * catalog; closing it does not close the stream.
   *
   * @throws io.tidemark.replication.ReplicationException when the catalog cannot be asked
   */
  public static EnvelopeStream over(ReplicationStream stream, EnvelopeConfig config) {
    return over(stream, config, AssemblerConfig.builder().build());
  }

  /**
   * The same, told how the transactions of a stream with {@code streaming} or {@code two_phase} are
   * held until they commit.
   *
   * @throws io.tidemark.replication.ReplicationException when the catalog cannot be asked, or the
   *     spill directory not be used
   */
  public static EnvelopeStream over(
      ReplicationStream stream, EnvelopeConfig config, AssemblerConfig assembling) {
    JdbcCatalog catalog = JdbcCatalog.of(stream.config());
    try {
      return new EnvelopeStream(stream, catalog, config, assembling);
    } catch (RuntimeException | Error e) {
      catalog.close();
      throw e;
    }
  }

  private void confirm(long lsn) {
    transactions.acknowledge(new Lsn(lsn));
  }

  /**
   * The envelopes, waiting for the next one without end; over when the stream is closed. Every
   * iterator goes on where the last one stopped.
   */
  @Override
  public Iterator<Envelope> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return fetch();
      }

      @Override
      public Envelope next() {
        if (!fetch()) {
          throw new NoSuchElementException("the stream is closed");
        }
        Envelope envelope = ready.remove();
        unapplied.handedOut(envelope.position());
        return envelope;
      }
    };
  }

  private boolean fetch() {
    while (ready.isEmpty() && stream.isOpen()) {
      transactions.poll(1);
    }
    return !ready.isEmpty();
  }

  /**
   * This envelope and every one before it is applied. PostgreSQL is told once a whole transaction
   * is; after a crash it sends the others again, from their first envelope.
   *
   * @throws IllegalArgumentException when so much was not handed out
   */
  public void acknowledge(Position position) {
    unapplied.acknowledge(position);
  }

  /** Closes the connection to the catalog, and drops what is held of transactions in progress. */
  @Override
  public void close() {
    try (catalog) {
      transactions.close();
    }
  }

  private final class Collector implements EnvelopeSink {
    @Override
    public void onBegin(long commitLsn, long commitTimeMicros, long xid) {
      // Its position is in each envelope.
    }

    @Override
    public void onEnvelope(EnvelopeView envelope) {
      ready.add(envelope.copy());
      unapplied.written(new Position(new Lsn(envelope.commitLsn()), envelope.ordinal()));
    }

    @Override
    public void onCommit(long commitLsn, long endLsn) {
      unapplied.complete(endLsn);
    }

    @Override
    public void onNonTransactionalMessage(long lsn) {
      unapplied.complete(lsn);
    }
  }
}
