package io.tidemark.pgoutput;

/** Reads the messages of protocol version 2: blocks of transactions that are still in progress. */
final class StreamMessages {
  private StreamMessages() {}

  static void read(
      WireReader in, int protocolVersion, KnownRelations relations, PgOutputHandler handler) {
    if (in.tag() == 'E') {
      streamStop(in, relations, handler);
      return;
    }
    relations.requireNoBlock(in);
    switch (in.tag()) {
      case 'S' -> streamStart(in, relations, handler);
      case 'c' -> streamCommit(in, relations, handler);
      case 'A' -> streamAbort(in, protocolVersion, relations, handler);
      default -> throw in.invalid("type", "S, E, c or A", in.tag());
    }
  }

  private static void streamStart(
      WireReader in, KnownRelations relations, PgOutputHandler handler) {
    long xid = in.readXid("xid");
    byte first = in.readByte("first segment");
    if ((first & ~1) != 0) {
      throw in.invalid("first segment", "0 or 1", first);
    }
    in.requireEnd();
    relations.startBlock(xid);
    handler.onStreamStart(xid, first == 1);
  }

  private static void streamStop(WireReader in, KnownRelations relations, PgOutputHandler handler) {
    in.requireEnd();
    if (!relations.inBlock()) {
      throw in.misplaced("Stream Start before it", "no open stream block");
    }
    relations.stopBlock();
    handler.onStreamStop();
  }

  private static void streamCommit(
      WireReader in, KnownRelations relations, PgOutputHandler handler) {
    long xid = in.readXid("xid");
    in.readUnusedFlags();
    long commitLsn = in.readLong("commit LSN");
    long endLsn = in.readLong("end LSN");
    long time = in.readTime("commit time");
    in.requireEnd();
    relations.commit(xid);
    handler.onStreamCommit(xid, commitLsn, endLsn, time);
  }

  private static void streamAbort(
      WireReader in, int protocolVersion, KnownRelations relations, PgOutputHandler handler) {
    long xid = in.readXid("xid");
    long subxid = in.readXid("subtransaction xid");
    long lsn = 0;
    long time = 0;
    if (protocolVersion >= 4 && in.remaining() > 0) { // only with streaming 'parallel'
      lsn = in.readLong("abort LSN");
      time = in.readTime("abort time");
    }
    in.requireEnd();
    if (subxid == xid) {
      relations.abort(xid);
    }
    handler.onStreamAbort(xid, subxid, lsn, time);
  }
}
