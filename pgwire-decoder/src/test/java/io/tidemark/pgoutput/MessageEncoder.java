package io.tidemark.pgoutput;

import static io.tidemark.pgoutput.MessageBytes.message;

/** Writes a record as the server would: the inverse of the decoder, for properties. */
final class MessageEncoder {
  private MessageEncoder() {}

  /** The message's bytes; inside a stream block changes carry their xid. */
  static MessageBytes encode(PgOutputMessage message, boolean inBlock) {
    if (message instanceof PgOutputMessage.Begin m) {
      return message('B').lsn(m.finalLsn()).time(m.commitTime()).xid(m.xid());
    } else if (message instanceof PgOutputMessage.Commit m) {
      return message('C').int8(0).lsn(m.commitLsn()).lsn(m.endLsn()).time(m.commitTime());
    } else if (message instanceof PgOutputMessage.Origin m) {
      return message('O').lsn(m.originLsn()).string(m.name());
    } else if (message instanceof PgOutputMessage.RelationMessage m) {
      return relation(change('R', m.xid(), inBlock), m.relation());
    } else if (message instanceof PgOutputMessage.Type m) {
      return change('Y', m.xid(), inBlock).int32(m.oid()).string(m.namespace()).string(m.name());
    } else if (message instanceof PgOutputMessage.Message m) {
      return change('M', m.xid(), inBlock)
          .int8(m.transactional() ? 1 : 0)
          .lsn(m.lsn())
          .string(m.prefix())
          .int32(m.content().length)
          .bytes(m.content());
    } else if (message instanceof PgOutputMessage.Truncate m) {
      MessageBytes bytes = change('T', m.xid(), inBlock).int32(m.relations().size());
      bytes.int8((m.cascade() ? 1 : 0) + (m.restartIdentity() ? 2 : 0));
      m.relations().forEach(relation -> bytes.int32(relation.oid()));
      return bytes;
    }
    return row(message, inBlock);
  }

  private static MessageBytes change(char type, long xid, boolean inBlock) {
    return inBlock ? message(type).xid(xid) : message(type);
  }

  private static MessageBytes relation(MessageBytes bytes, Relation relation) {
    bytes.int32(relation.oid()).string(relation.namespace()).string(relation.name());
    bytes.int8(relation.replicaIdentity().tag()).int16(relation.columns().size());
    for (Relation.Column column : relation.columns()) {
      bytes.int8(column.key() ? 1 : 0).string(column.name());
      bytes.int32(column.typeOid()).int32(column.typeModifier());
    }
    return bytes;
  }

  private static MessageBytes row(PgOutputMessage message, boolean inBlock) {
    if (message instanceof PgOutputMessage.Insert m) {
      return change('I', m.xid(), inBlock).int32(m.relation().oid()).byte1('N').tuple(m.row());
    } else if (message instanceof PgOutputMessage.Update m) {
      MessageBytes bytes = change('U', m.xid(), inBlock).int32(m.relation().oid());
      return before(bytes, m.before()).byte1('N').tuple(m.row());
    } else if (message instanceof PgOutputMessage.Delete m) {
      return before(change('D', m.xid(), inBlock).int32(m.relation().oid()), m.before());
    }
    return streamed(message);
  }

  private static MessageBytes before(MessageBytes bytes, BeforeImage before) {
    if (before instanceof BeforeImage.Key key) {
      return bytes.byte1('K').tuple(key.row());
    } else if (before instanceof BeforeImage.Full full) {
      return bytes.byte1('O').tuple(full.row());
    }
    return bytes;
  }

  private static MessageBytes streamed(PgOutputMessage message) {
    if (message instanceof PgOutputMessage.StreamStart m) {
      return message('S').xid(m.xid()).int8(m.firstSegment() ? 1 : 0);
    } else if (message instanceof PgOutputMessage.StreamStop) {
      return message('E');
    } else if (message instanceof PgOutputMessage.StreamCommit m) {
      return message('c')
          .xid(m.xid())
          .int8(0)
          .lsn(m.commitLsn())
          .lsn(m.endLsn())
          .time(m.commitTime());
    } else if (message instanceof PgOutputMessage.StreamAbort m) {
      MessageBytes bytes = message('A').xid(m.xid()).xid(m.subxid());
      return m.abortLsn().isValid() ? bytes.lsn(m.abortLsn()).time(m.abortTime()) : bytes;
    }
    return prepared(message);
  }

  private static MessageBytes prepared(PgOutputMessage message) {
    if (message instanceof PgOutputMessage.BeginPrepare m) {
      return message('b')
          .lsn(m.prepareLsn())
          .lsn(m.endLsn())
          .time(m.prepareTime())
          .xid(m.xid())
          .string(m.gid());
    } else if (message instanceof PgOutputMessage.Prepare m) {
      return message('P')
          .int8(0)
          .lsn(m.prepareLsn())
          .lsn(m.endLsn())
          .time(m.prepareTime())
          .xid(m.xid())
          .string(m.gid());
    } else if (message instanceof PgOutputMessage.CommitPrepared m) {
      return message('K')
          .int8(0)
          .lsn(m.commitLsn())
          .lsn(m.endLsn())
          .time(m.commitTime())
          .xid(m.xid())
          .string(m.gid());
    } else if (message instanceof PgOutputMessage.RollbackPrepared m) {
      return message('r')
          .int8(0)
          .lsn(m.prepareEndLsn())
          .lsn(m.rollbackEndLsn())
          .time(m.prepareTime())
          .time(m.rollbackTime())
          .xid(m.xid())
          .string(m.gid());
    } else if (message instanceof PgOutputMessage.StreamPrepare m) {
      return message('p')
          .int8(0)
          .lsn(m.prepareLsn())
          .lsn(m.endLsn())
          .time(m.prepareTime())
          .xid(m.xid())
          .string(m.gid());
    }
    throw new AssertionError("no encoder for " + message);
  }
}
