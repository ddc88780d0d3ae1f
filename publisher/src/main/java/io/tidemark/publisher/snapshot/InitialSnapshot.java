package io.tidemark.publisher.snapshot;

import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.publisher.SnapshotStatus;
import io.tidemark.publisher.StreamCompanion;
import io.tidemark.replication.SlotControl;
import io.tidemark.replication.SlotLock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshot before the stream, as {@code snapshot.mode} says. Goes on where an earlier run was
 * interrupted. Belongs to the thread that runs the publisher.
 *
 * <pre>{@code
 * Publisher.builder(config).sink(sink)
 *     .snapshot(InitialSnapshot.with(SnapshotConfig.of(SnapshotMode.INITIAL), journal))
 *     .build();
 * }</pre>
 */
public final class InitialSnapshot implements SnapshotPhase {
  private static final Logger LOG = LoggerFactory.getLogger(InitialSnapshot.class);

  /** Follows the owner's name in the journal. */
  private static final String INCREMENTAL_JOURNAL = "/incremental";

  private final SnapshotConfig config;
  private final @Nullable Supplier<SnapshotJournal> journals;
  private final Consumer<SnapshotStatus> display;
  private final SignalChannels channels;
  private final SignalReader signals;
  private final RequestedSnapshot requests;

  /** Without a journal, also what earlier connections have done. */
  private final IncrementalProgress incremental = new IncrementalProgress();

  private @Nullable Context streaming;
  private boolean slotWasThere;
  private @Nullable IncrementalSnapshot companion;

  /** Rows of all attempts of this process, by table. */
  private final Map<String, TableRun.Sent> sent = new HashMap<>();

  private InitialSnapshot(
      SnapshotConfig config,
      @Nullable Supplier<SnapshotJournal> journals,
      Consumer<SnapshotStatus> display,
      SignalChannels channels) {
    this.config = config;
    this.journals = journals;
    this.display = display;
    this.channels = channels;
    signals = new SignalReader(channels);
    requests = new RequestedSnapshot(config, journals, sent);
  }

  /**
   * A snapshot that a kill does not undo.
   *
   * @param journals opens what it is written down in, anew for each attempt
   */
  public static InitialSnapshot with(SnapshotConfig config, Supplier<SnapshotJournal> journals) {
    return new InitialSnapshot(config, journals, new SnapshotLog(), SignalChannels.CLOSED);
  }

  /** A snapshot that starts anew when it is interrupted: until it is complete there is no slot. */
  public static InitialSnapshot unrecorded(SnapshotConfig config) {
    return new InitialSnapshot(config, null, new SnapshotLog(), SignalChannels.CLOSED);
  }

  /** The same, shown in another way than by a line in the log every ten seconds. */
  public InitialSnapshot showing(Consumer<SnapshotStatus> display) {
    return new InitialSnapshot(config, journals, display, channels);
  }

  /**
   * The same, also reading tables again when a signal asks for it, as Debezium's signals do: while
   * the stream goes on, or while it waits.
   */
  public InitialSnapshot signals(SignalChannels from) {
    return new InitialSnapshot(config, journals, display, from);
  }

  @Override
  public void inserted(Relation relation, WireTuple row) {
    if (signals.isSignalTable(relation)) {
      signals.row(relation, row).ifPresent(this::obey);
    }
  }

  @Override
  public void message(String prefix, byte[] content, int offset, int length) {
    signals.message(prefix, content, offset, length).ifPresent(this::obey);
  }

  private void obey(Signal signal) {
    if (signal instanceof Signal.Execute execute && execute.blocking()) {
      requests.add(execute, Objects.requireNonNull(streaming));
    } else if (companion != null) {
      companion.obey(signal);
    }
  }

  @Override
  public StreamCompanion accompany(Context context) {
    streaming = context;
    if (!channels.isOpen()) {
      return StreamCompanion.NONE;
    }
    JournalWriter journal =
        new JournalWriter(journals, SnapshotProgress.owner(context) + INCREMENTAL_JOURNAL);
    boolean opened = false;
    try {
      Map<String, String> written = Workers.await(journal.read());
      if (written != null) {
        incremental.read(written);
      }
      companion =
          new IncrementalSnapshot(
              showing(context),
              config.incrementalChunkSize(),
              new ChunkReader(context.replication()),
              incremental,
              journal,
              request -> requests.add(request, context),
              sent);
      opened = true;
      return companion;
    } finally {
      if (!opened) {
        journal.close();
      }
    }
  }

  @Override
  public boolean isRequested() {
    return requests.isRequested();
  }

  @Override
  public boolean run(Context context) {
    return take(showing(context));
  }

  private Context showing(Context context) {
    return new Context(
        context.replication(),
        context.envelope(),
        context.sink(),
        context.stopping(),
        context.progress().andThen(display));
  }

  private boolean take(Context context) {
    SlotControl slot = new SlotControl(context.replication());
    if (config.mode() == SnapshotMode.NO_DATA) {
      createOnce(slot, context.replication().slot());
      if (!channels.isOpen()) {
        return true;
      }
    }
    try (SnapshotJournal journal = journals == null ? null : journals.get()) {
      if (config.mode() != SnapshotMode.NO_DATA && !isRequested()) {
        takeIfDue(context, slot, journal);
      }
      if (channels.isOpen()) {
        requests.run(context, journal);
      }
    } catch (StoppedException e) {
      LOG.info("Slot {}: the snapshot is stopped", context.replication().slot());
      return false;
    }
    return config.mode() != SnapshotMode.INITIAL_ONLY;
  }

  /**
   * What another process has done until this one has the lock is seen by reading the journal again.
   */
  @SuppressWarnings("try") // it is held
  private void takeIfDue(Context context, SlotControl slot, @Nullable SnapshotJournal journal) {
    if (slotSnapshot(context, journal).isDue(slot)) {
      try (SlotLock alone = SlotLock.take(context.replication())) {
        slotSnapshot(context, journal).take(slot, journal != null);
      }
    } else {
      LOG.info("Slot {}: exists, so its tables are not read", context.replication().slot());
    }
  }

  private SlotSnapshot slotSnapshot(Context context, @Nullable SnapshotJournal journal) {
    SnapshotProgress progress = new SnapshotProgress(SnapshotProgress.owner(context), journal);
    return new SlotSnapshot(context, config, progress, sent);
  }

  /** A slot that goes later was lost with what it had not sent: the stream says so. */
  private void createOnce(SlotControl slot, String name) {
    if (!slotWasThere && slot.find().isEmpty()) {
      LOG.info("Slot {}: does not exist, creating it", name);
      slot.create();
    }
    slotWasThere = true;
  }
}
