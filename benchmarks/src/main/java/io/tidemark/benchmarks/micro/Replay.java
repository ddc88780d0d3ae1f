package io.tidemark.benchmarks.micro;

import io.tidemark.benchmarks.workload.Frame;
import io.tidemark.benchmarks.workload.RecordedTransaction;
import io.tidemark.pgoutput.PgOutputDecoder;
import io.tidemark.pgoutput.PgOutputHandler;
import io.tidemark.replication.WalHandler;

/**
 * A recorded transaction, frame behind frame in one array as in a read buffer, and a decoder that
 * knows its relation. Belongs to one thread.
 */
final class Replay {
  private final PgOutputDecoder decoder = new PgOutputDecoder(1);
  private final byte[] buffer;

  /** Frame i is {@code buffer[starts[i] .. starts[i + 1])}. */
  private final int[] starts;

  private final long[] lsns;

  /** Announces the relation to {@code handler}. */
  Replay(RecordedTransaction transaction, PgOutputHandler handler) {
    byte[] relation = transaction.relation().message();
    decoder.decode(relation, 0, relation.length, handler);
    int frames = transaction.frames().size();
    starts = new int[frames + 1];
    lsns = new long[frames];
    for (int i = 0; i < frames; i++) {
      starts[i + 1] = starts[i] + transaction.frames().get(i).message().length;
    }
    buffer = new byte[starts[frames]];
    for (int i = 0; i < frames; i++) {
      Frame frame = transaction.frames().get(i);
      System.arraycopy(frame.message(), 0, buffer, starts[i], frame.message().length);
      lsns[i] = frame.lsn();
    }
  }

  /** The transaction's messages, in one call each. */
  void decode(PgOutputHandler handler) {
    for (int i = 0; i < lsns.length; i++) {
      decoder.decode(buffer, starts[i], starts[i + 1] - starts[i], handler);
    }
  }

  /** The transaction's messages, each with its position before it. */
  void decodeStream(WalHandler handler) {
    for (int i = 0; i < lsns.length; i++) {
      handler.onXLogData(lsns[i], lsns[i], 0);
      decoder.decode(buffer, starts[i], starts[i + 1] - starts[i], handler);
    }
  }
}
