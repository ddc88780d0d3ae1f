package io.tidemark.benchmarks.debezium;

import io.debezium.connector.postgresql.TypeRegistry;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.debezium.connector.postgresql.connection.pgoutput.PgOutputMessageDecoder;
import io.tidemark.benchmarks.workload.Frame;
import io.tidemark.benchmarks.workload.RecordedTransaction;
import java.nio.ByteBuffer;
import java.sql.SQLException;

/**
 * A recorded transaction as PgJDBC hands it to Debezium, an array a message, before a decoder that
 * knows its relation. Belongs to one thread.
 */
public final class DebeziumReplay {
  private final PgOutputMessageDecoder decoder;
  private final TypeRegistry types;
  private final ByteBuffer[] messages;
  private final long[] lsns;

  /** Announces the relation, about which Debezium asks the database. */
  public DebeziumReplay(DebeziumConnector debezium, RecordedTransaction transaction) {
    decoder = debezium.decoder();
    types = debezium.types();
    messages =
        transaction.frames().stream()
            .map(Frame::message)
            .map(ByteBuffer::wrap)
            .toArray(ByteBuffer[]::new);
    lsns = transaction.frames().stream().mapToLong(Frame::lsn).toArray();
    decode(ByteBuffer.wrap(transaction.relation().message()), 0, (message, lsn) -> {});
  }

  /** The transaction's messages, in one call each. */
  public void decode(Processor processor) {
    for (int i = 0; i < messages.length; i++) {
      decode(messages[i].rewind(), lsns[i], processor);
    }
  }

  private void decode(ByteBuffer bytes, long lsn, Processor processor) {
    try {
      decoder.processMessage(bytes, message -> processor.process(message, lsn), types);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Receives what was decoded: Begin, a message for each row, Commit. */
  @FunctionalInterface
  public interface Processor {
    /** Called once a message, on the decoding thread. */
    void process(ReplicationMessage message, long lsn) throws SQLException, InterruptedException;
  }
}
