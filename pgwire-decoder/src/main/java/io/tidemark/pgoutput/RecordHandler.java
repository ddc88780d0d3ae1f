package io.tidemark.pgoutput;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns callbacks into {@link PgOutputMessage} records: the one place where records are made.
 *
 * <pre>{@code
 * List<PgOutputMessage> messages = new ArrayList<>();
 * decoder.decode(bytes, 0, bytes.length, new RecordHandler(messages::add));
 * }</pre>
 *
 * <p>Belongs to the thread that calls the decoder.
 */
public final class RecordHandler implements PgOutputHandler {
  private final Consumer<? super PgOutputMessage> consumer;

  /** Hands each record to {@code consumer} on the decoding thread. */
  public RecordHandler(Consumer<? super PgOutputMessage> consumer) {
    this.consumer = consumer;
  }

  private static Lsn lsn(long value) {
    return value == 0 ? Lsn.INVALID : new Lsn(value);
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static BeforeImage copyOf(BeforeImage.Kind image, WireTuple before) {
    return switch (image) {
      case NONE -> new BeforeImage.None();
      case KEY -> new BeforeImage.Key(before.copy());
      case FULL -> new BeforeImage.Full(before.copy());
    };
  }

  @Override
  public void onBegin(long finalLsn, long commitTimeMicros, long xid) {
    consumer.accept(new PgOutputMessage.Begin(lsn(finalLsn), time(commitTimeMicros), xid));
  }

  @Override
  public void onCommit(long commitLsn, long endLsn, long commitTimeMicros) {
    consumer.accept(
        new PgOutputMessage.Commit(lsn(commitLsn), lsn(endLsn), time(commitTimeMicros)));
  }

  @Override
  public void onOrigin(long originLsn, String name) {
    consumer.accept(new PgOutputMessage.Origin(lsn(originLsn), name));
  }

  @Override
  public void onRelation(long xid, Relation relation) {
    consumer.accept(new PgOutputMessage.RelationMessage(xid, relation));
  }

  @Override
  public void onType(long xid, int oid, String namespace, String name) {
    consumer.accept(new PgOutputMessage.Type(xid, oid, namespace, name));
  }

  @Override
  public void onInsert(long xid, Relation relation, WireTuple row) {
    consumer.accept(new PgOutputMessage.Insert(xid, relation, row.copy()));
  }

  @Override
  public void onUpdate(
      long xid, Relation relation, BeforeImage.Kind image, WireTuple before, WireTuple row) {
    consumer.accept(new PgOutputMessage.Update(xid, relation, copyOf(image, before), row.copy()));
  }

  @Override
  public void onDelete(long xid, Relation relation, BeforeImage.Kind image, WireTuple before) {
    consumer.accept(new PgOutputMessage.Delete(xid, relation, copyOf(image, before)));
  }

  @Override
  public void onTruncate(
      long xid, List<Relation> relations, boolean cascade, boolean restartIdentity) {
    consumer.accept(new PgOutputMessage.Truncate(xid, relations, cascade, restartIdentity));
  }

  @Override
  public void onMessage(
      long xid,
      boolean transactional,
      long lsn,
      String prefix,
      byte[] content,
      int offset,
      int length) {
    byte[] copy = Arrays.copyOfRange(content, offset, offset + length);
    consumer.accept(new PgOutputMessage.Message(xid, transactional, lsn(lsn), prefix, copy));
  }

  @Override
  public void onStreamStart(long xid, boolean firstSegment) {
    consumer.accept(new PgOutputMessage.StreamStart(xid, firstSegment));
  }

  @Override
  public void onStreamStop() {
    consumer.accept(new PgOutputMessage.StreamStop());
  }

  @Override
  public void onStreamCommit(long xid, long commitLsn, long endLsn, long commitTimeMicros) {
    consumer.accept(
        new PgOutputMessage.StreamCommit(xid, lsn(commitLsn), lsn(endLsn), time(commitTimeMicros)));
  }

  @Override
  public void onStreamAbort(long xid, long subxid, long abortLsn, long abortTimeMicros) {
    consumer.accept(
        new PgOutputMessage.StreamAbort(xid, subxid, lsn(abortLsn), time(abortTimeMicros)));
  }

  @Override
  public void onBeginPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {
    consumer.accept(
        new PgOutputMessage.BeginPrepare(
            lsn(prepareLsn), lsn(endLsn), time(prepareTimeMicros), xid, gid));
  }

  @Override
  public void onPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {
    consumer.accept(
        new PgOutputMessage.Prepare(
            lsn(prepareLsn), lsn(endLsn), time(prepareTimeMicros), xid, gid));
  }

  @Override
  public void onCommitPrepared(
      long commitLsn, long endLsn, long commitTimeMicros, long xid, String gid) {
    consumer.accept(
        new PgOutputMessage.CommitPrepared(
            lsn(commitLsn), lsn(endLsn), time(commitTimeMicros), xid, gid));
  }

  @Override
  public void onRollbackPrepared(
      long prepareEndLsn,
      long rollbackEndLsn,
      long prepareTimeMicros,
      long rollbackTimeMicros,
      long xid,
      String gid) {
    consumer.accept(
        new PgOutputMessage.RollbackPrepared(
            lsn(prepareEndLsn),
            lsn(rollbackEndLsn),
            time(prepareTimeMicros),
            time(rollbackTimeMicros),
            xid,
            gid));
  }

  @Override
  public void onStreamPrepare(
      long prepareLsn, long endLsn, long prepareTimeMicros, long xid, String gid) {
    consumer.accept(
        new PgOutputMessage.StreamPrepare(
            lsn(prepareLsn), lsn(endLsn), time(prepareTimeMicros), xid, gid));
  }
}
