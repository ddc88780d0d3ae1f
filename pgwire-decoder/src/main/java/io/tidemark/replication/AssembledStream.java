package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A stream for a handler that wants committed transactions, whole and in commit order, whatever the
 * stream's options: one with {@code streaming} or {@code two_phase} goes through a {@link
 * TransactionAssembler}, any other straight to the handler.
 *
 * <pre>{@code
 * try (ReplicationStream stream = ReplicationStream.open(config);
 *     AssembledStream transactions =
 *         AssembledStream.of(stream, handler, AssemblerConfig.builder().build())) {
 *   while (stream.isOpen()) {
 *     transactions.poll(1_000);
 *     transactions.acknowledge(handler.safeUpTo());
 *   }
 * }
 * }</pre>
 *
 * <p>One thread polls; {@link #acknowledge} and {@link #status} may be called by any.
 */
public final class AssembledStream implements AutoCloseable {
  private static final AssemblerStatus NOTHING_HELD = new AssemblerStatus(0, 0, 0, 0);

  private final ReplicationStream stream;
  private final WalHandler handler;
  private final @Nullable TransactionAssembler assembler;

  /** What was acknowledged last; guarded by this. */
  private Lsn safe = Lsn.INVALID;

  private AssembledStream(
      ReplicationStream stream, WalHandler handler, @Nullable TransactionAssembler assembler) {
    this.stream = stream;
    this.handler = handler;
    this.assembler = assembler;
  }

  /**
   * The stream, which nobody else polls or acknowledges.
   *
   * @param assembling how transactions are held, when they are; the stream's own origin filter
   *     stands for the one in it
   * @throws SpillException when they may be, and the spill directory cannot be used
   */
  public static AssembledStream of(
      ReplicationStream stream, WalHandler handler, AssemblerConfig assembling) {
    ReplicationConfig config = stream.config();
    if (config.streaming() == Streaming.OFF && !config.twoPhase()) {
      return new AssembledStream(stream, handler, null);
    }
    TransactionAssembler assembler =
        new TransactionAssembler(handler, assembling.withOrigin(config.origin()));
    return new AssembledStream(stream, assembler, assembler);
  }

  /**
   * As {@link ReplicationStream#poll}; a transaction larger than {@code maxMessages} takes several
   * polls.
   *
   * @throws SpillException when the disk fails
   */
  public int poll(int maxMessages) {
    return poll(maxMessages, stream.config().pollTimeout());
  }

  /** The same with another time to wait for the first message. */
  public int poll(int maxMessages, Duration timeout) {
    int delivered = stream.poll(handler, maxMessages, timeout);
    if (assembler != null && delivered > 0) {
      confirm(assembler); // what the assembler keeps to itself, nobody will acknowledge
    }
    return delivered;
  }

  /**
   * Everything up to {@code lsn} that the handler received is safe. PostgreSQL is told as far as
   * nothing is lost that is held, see {@link TransactionAssembler#confirmable}; otherwise as {@link
   * ReplicationStream#acknowledge}.
   *
   * @throws IllegalArgumentException when so much was not delivered
   */
  public void acknowledge(Lsn lsn) {
    if (assembler == null) {
      stream.acknowledge(lsn);
      return;
    }
    synchronized (this) {
      if (lsn.compareTo(safe) > 0) {
        safe = lsn;
      }
    }
    confirm(assembler);
  }

  private synchronized void confirm(TransactionAssembler limit) {
    Lsn confirmable = limit.confirmable(safe);
    if (confirmable.isValid()) {
      stream.acknowledge(confirmable);
    }
  }

  /** What is held now. */
  public AssemblerStatus status() {
    return assembler == null ? NOTHING_HELD : assembler.status();
  }

  /** Drops what is held, and its files; the server sends it again. Does not close the stream. */
  @Override
  public void close() {
    if (assembler != null) {
      assembler.close();
    }
  }
}
