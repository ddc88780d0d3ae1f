package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.PgOutputMessage;
import io.tidemark.pgoutput.RecordHandler;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A stream's messages one by one. Belongs to the thread that iterates. */
final class WalIterator implements Iterator<WalMessage> {
  private final ReplicationStream stream;
  private final RecordHandler records = new RecordHandler(this::keep);
  private @Nullable WalMessage next;

  WalIterator(ReplicationStream stream) {
    this.stream = stream;
  }

  private void keep(PgOutputMessage message) {
    long lsn = stream.currentLsn();
    next = new WalMessage(lsn == 0 ? Lsn.INVALID : new Lsn(lsn), message);
  }

  @Override
  public boolean hasNext() {
    while (next == null && stream.pollOne(records) == 0) {
      if (!stream.isOpen()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public WalMessage next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the stream is closed");
    }
    WalMessage message = next;
    next = null;
    return java.util.Objects.requireNonNull(message);
  }
}
