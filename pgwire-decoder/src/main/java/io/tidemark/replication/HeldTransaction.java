package io.tidemark.replication;

import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.PgOutputDecoder;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The changes of one transaction whose end is not known yet, subtransactions included. Belongs to
 * one thread.
 */
final class HeldTransaction {
  /** Stands where a message's type does, in a record that says: from here on, this relation. */
  private static final byte RELATION = 'R';

  private final long xid;
  private final long firstLsn;
  private final TransactionLog log;
  private final MessageWriter writer;
  private final XidSet aborted = new XidSet();

  /** By the number that the records call them; equal ones share a number. */
  private final List<Relation> relations = new ArrayList<>();

  /** Those of the rows so far, by identity. */
  private final Set<Relation> known = Collections.newSetFromMap(new IdentityHashMap<>());

  HeldTransaction(long xid, long firstLsn, TransactionLog log, MessageWriter writer) {
    this.xid = xid;
    this.firstLsn = firstLsn;
    this.log = log;
    this.writer = writer;
  }

  long xid() {
    return xid;
  }

  /** The position of its first change. */
  long firstLsn() {
    return firstLsn;
  }

  void insert(long lsn, long subxid, Relation relation, Tuple row) {
    require(relation);
    start(lsn, subxid);
    writer.insert(relation, row);
    end();
  }

  void update(
      long lsn, long subxid, Relation relation, BeforeImage.Kind image, Tuple before, Tuple row) {
    require(relation);
    start(lsn, subxid);
    writer.update(relation, image, before, row);
    end();
  }

  void delete(long lsn, long subxid, Relation relation, BeforeImage.Kind image, Tuple before) {
    require(relation);
    start(lsn, subxid);
    writer.delete(relation, image, before);
    end();
  }

  void truncate(
      long lsn, long subxid, List<Relation> truncated, boolean cascade, boolean restartIdentity) {
    truncated.forEach(this::require);
    start(lsn, subxid);
    writer.truncate(truncated, cascade, restartIdentity);
    end();
  }

  void message(
      long lsn,
      long subxid,
      long messageLsn,
      String prefix,
      byte[] content,
      int offset,
      int length) {
    start(lsn, subxid);
    writer.message(messageLsn, prefix, content, offset, length);
    end();
  }

  void origin(long lsn, long originLsn, String name) {
    start(lsn, xid);
    writer.origin(originLsn, name);
    end();
  }

  /** Drops the changes of a subtransaction. Those of its own subtransactions get their own call. */
  void abort(long subxid) {
    aborted.add(subxid);
  }

  /**
   * Sees to it that the rows that follow are read back with this relation. The decoder gives the
   * same object for the same announcement, so an object that was seen is in force for its table.
   */
  private void require(Relation relation) {
    if (known.contains(relation)) {
      return;
    }
    int number = relations.indexOf(relation);
    if (number < 0) {
      number = relations.size();
      relations.add(relation);
    } else { // announced again unchanged: keep the object that the decoder may go on using
      known.remove(relations.set(number, relation));
    }
    known.add(relation);
    start(0, xid);
    writer.int8(RELATION);
    writer.int32(number);
    end();
  }

  private void start(long lsn, long subxid) {
    writer.clear();
    writer.int32(0); // the length, set at the end
    writer.int32((int) subxid);
    writer.int64(lsn);
  }

  private void end() {
    writer.setInt32(0, writer.size() - Integer.BYTES);
    log.append(writer.bytes(), writer.size());
  }

  /** Its changes for a handler, in frames of the given server position and clock. */
  Replay replay(WalHandler handler, long serverEndLsn, long sendTimeMicros) {
    return new Replay(handler, serverEndLsn, sendTimeMicros);
  }

  /** Decodes the changes that were not rolled back, as a stream of protocol version 1. */
  final class Replay implements Records.Reader {
    private final LogReader reader = log.reader();
    private final PgOutputDecoder decoder = new PgOutputDecoder(1);
    private final WalHandler handler;
    private final long serverEndLsn;
    private final long sendTimeMicros;
    private boolean handedOn;

    private Replay(WalHandler handler, long serverEndLsn, long sendTimeMicros) {
      this.handler = handler;
      this.serverEndLsn = serverEndLsn;
      this.sendTimeMicros = sendTimeMicros;
    }

    /** Hands on one change; false when there is none left. */
    boolean next() {
      handedOn = false;
      while (!handedOn) {
        if (!reader.next(this)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void record(long subxid, long lsn, byte[] buffer, int message, int length) {
      if (buffer[message] == RELATION) {
        decoder.announce(relations.get(Records.intAt(buffer, message + 1)));
      } else if (!aborted.contains(subxid)) {
        handedOn = true;
        handler.onXLogData(lsn, serverEndLsn, sendTimeMicros);
        decoder.decode(buffer, message, length, handler);
      }
    }
  }

  /** Gives back memory and disk. */
  void discard() {
    log.delete();
  }
}
