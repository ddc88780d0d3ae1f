package io.tidemark.pgoutput;

/** Reads the messages of protocol version 3: PREPARE TRANSACTION and what becomes of it. */
final class TwoPhaseMessages {
  private TwoPhaseMessages() {}

  static void read(WireReader in, KnownRelations relations, PgOutputHandler handler) {
    if (in.tag() == 'r') {
      rollbackPrepared(in, relations, handler);
      return;
    }
    if (in.tag() != 'b') {
      in.readUnusedFlags();
    }
    // The other four share the rest of their layout.
    boolean commit = in.tag() == 'K';
    long lsn = in.readLong(commit ? "commit LSN" : "prepare LSN");
    long endLsn = in.readLong("end LSN");
    long time = in.readTime(commit ? "commit time" : "prepare time");
    long xid = in.readXid("xid");
    String gid = in.readString("gid");
    in.requireEnd();
    switch (in.tag()) {
      case 'b' -> handler.onBeginPrepare(lsn, endLsn, time, xid, gid);
      case 'P' -> handler.onPrepare(lsn, endLsn, time, xid, gid);
      case 'p' ->
          handler.onStreamPrepare(lsn, endLsn, time, xid, gid); // its relations wait for K or r
      case 'K' -> {
        relations.commit(xid);
        handler.onCommitPrepared(lsn, endLsn, time, xid, gid);
      }
      default -> throw in.invalid("type", "b, P, K, r or p", in.tag());
    }
  }

  private static void rollbackPrepared(
      WireReader in, KnownRelations relations, PgOutputHandler handler) {
    in.readUnusedFlags();
    long prepareEndLsn = in.readLong("prepare end LSN");
    long rollbackEndLsn = in.readLong("rollback end LSN");
    long prepareTime = in.readTime("prepare time");
    long rollbackTime = in.readTime("rollback time");
    long xid = in.readXid("xid");
    String gid = in.readString("gid");
    in.requireEnd();
    relations.abort(xid);
    handler.onRollbackPrepared(prepareEndLsn, rollbackEndLsn, prepareTime, rollbackTime, xid, gid);
  }
}
