package io.tidemark.benchmarks.pipe.client;

import io.tidemark.replication.ReplicationStream;

/** ReplicationStream before a handler that counts rows, and acknowledges every transaction. */
final class CountingStream implements ClientProgram {
  private static final int MESSAGES_PER_POLL = 1_000;

  @Override
  public void run(Task task) {
    try (ReplicationStream stream = ReplicationStream.open(TidemarkPipe.replication(task))) {
      CountingHandler handler = new CountingHandler(stream, new RowCounter(task.rows()));
      while (stream.isOpen()) {
        stream.poll(handler, MESSAGES_PER_POLL);
      }
    }
  }
}
