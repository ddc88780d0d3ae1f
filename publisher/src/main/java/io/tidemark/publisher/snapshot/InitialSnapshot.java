package io.tidemark.publisher.snapshot;

import io.tidemark.envelope.EnvelopeView;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.publisher.SnapshotStatus;
import io.tidemark.publisher.StreamCompanion;
import io.tidemark.replication.ExportedSnapshot;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.replication.ReplicationSlot.WalStatus;
import io.tidemark.replication.SlotControl;
import io.tidemark.replication.SlotOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  /** Follows the slot's name in that of the temporary one. */
  private static final String TEMPORARY = "_snapshot";

  private static final int MAX_NAME = 63;

  /** Follows it in the journal. */
  private static final String INCREMENTAL_JOURNAL = "/incremental";

  private final SnapshotConfig config;
  private final @Nullable Supplier<SnapshotJournal> journals;
  private final Consumer<SnapshotStatus> display;
  private final SignalChannels channels;
  private final SignalReader signals;
  private final RequestedSnapshot requests;

  /** Without a journal, also what earlier connections have done. */
  private final IncrementalProgress incremental = new IncrementalProgress();

  private @Nullable ReplicationConfig replication;
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
  public void published(EnvelopeView event) {
    signals.row(event).ifPresent(this::obey);
  }

  @Override
  public void message(String prefix, byte[] content, int offset, int length) {
    signals.message(prefix, content, offset, length).ifPresent(this::obey);
  }

  private void obey(Signal signal) {
    if (signal instanceof Signal.Execute execute && execute.blocking()) {
      requests.add(execute, Objects.requireNonNull(replication));
    } else if (companion != null) {
      companion.obey(signal);
    }
  }

  @Override
  public StreamCompanion accompany(Context context) {
    replication = context.replication();
    if (!channels.isOpen()) {
      return StreamCompanion.NONE;
    }
    JournalWriter journal =
        new JournalWriter(journals, context.replication().slot() + INCREMENTAL_JOURNAL);
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
              incremental,
              journal,
              request -> requests.add(request, context.replication()),
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
        SnapshotProgress progress = new SnapshotProgress(context.replication().slot(), journal);
        start(context, slot, progress, journal != null);
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

  /** A slot that goes later was lost with what it had not sent: the stream says so. */
  private void createOnce(SlotControl slot, String name) {
    if (!slotWasThere && slot.find().isEmpty()) {
      LOG.info("Slot {}: does not exist, creating it", name);
      slot.create();
    }
    slotWasThere = true;
  }

  private void start(
      Context context, SlotControl control, SnapshotProgress progress, boolean recorded) {
    String name = context.replication().slot();
    Optional<ReplicationSlot> slot = usable(control);
    if (slot.isEmpty()) {
      LOG.info("Slot {}: new, taking a snapshot of its tables", name);
      if (recorded) {
        createSlot(context, control.options(), progress);
      } else {
        createSlotAtTheEnd(context, control, progress);
      }
    } else if (progress.isRunning()) {
      Lsn confirmed = slot.get().confirmedFlushLsn();
      if (!confirmed.equals(progress.consistentPoint().orElse(confirmed))) {
        LOG.warn("Slot {}: is not the one of the unfinished snapshot, starting that anew", name);
        progress.start();
      }
      progress.slotStandsAt(confirmed);
      LOG.info("Slot {}: going on with its snapshot", name);
      finish(context, progress);
    } else if (config.mode() == SnapshotMode.ALWAYS) {
      LOG.info("Slot {}: taking a snapshot of its tables", name);
      progress.start();
      progress.slotStandsAt(slot.get().confirmedFlushLsn());
      finish(context, progress);
    } else {
      LOG.info("Slot {}: exists, so its tables are not read", name);
    }
  }

  /** The slot, unless it is lost and the mode says to make a new one. */
  private Optional<ReplicationSlot> usable(SlotControl control) {
    Optional<ReplicationSlot> slot = control.find();
    if (config.mode() == SnapshotMode.WHEN_NEEDED
        && slot.isPresent()
        && (slot.get().walStatus() == WalStatus.LOST
            || !slot.get().invalidationReason().isEmpty())) {
      LOG.warn("Slot {}: is lost, making it anew", slot.get().name());
      control.drop();
      return Optional.empty();
    }
    return slot;
  }

  private void createSlot(Context context, SlotOptions options, SnapshotProgress progress) {
    progress.start();
    SnapshotAttempt opened;
    try (ExportedSnapshot exported = ExportedSnapshot.createSlot(context.replication(), options)) {
      progress.slotStandsAt(exported.consistentPoint());
      opened = attempt(context, progress, exported);
    }
    boolean complete;
    try (SnapshotAttempt attempt = opened) {
      complete = attempt.run();
    }
    if (complete) {
      complete(context, progress);
    } else {
      finish(context, progress);
    }
  }

  /** Without a journal nobody could tell a slot whose snapshot was interrupted. */
  private void createSlotAtTheEnd(Context context, SlotControl control, SnapshotProgress progress) {
    SlotOptions temporary = SlotOptions.named(temporaryName(context.replication())).asTemporary();
    progress.start();
    try (ExportedSnapshot exported =
        ExportedSnapshot.createSlot(context.replication(), temporary)) {
      boolean complete;
      try (SnapshotAttempt attempt = attempt(context, progress, exported)) {
        complete = attempt.run();
      }
      if (!complete) {
        finish(context, progress);
      }
      control.copyFrom(temporary.name());
      complete(context, progress);
    }
  }

  private static String temporaryName(ReplicationConfig replication) {
    String slot = replication.slot();
    return slot.substring(0, Math.min(slot.length(), MAX_NAME - TEMPORARY.length())) + TEMPORARY;
  }

  private SnapshotAttempt attempt(
      Context context, SnapshotProgress progress, ExportedSnapshot exported) {
    return new SnapshotAttempt(
        context, config, progress, sent, exported.name(), exported.consistentPoint());
  }

  /** Reads what is left at later snapshots: everything since the slot's position is streamed. */
  private void finish(Context context, SnapshotProgress progress) {
    boolean complete = false;
    while (!complete) {
      try (SnapshotAttempt attempt =
          new SnapshotAttempt(context, config, progress, sent, null, null)) {
        complete = attempt.run();
      }
    }
    complete(context, progress);
  }

  private void complete(Context context, SnapshotProgress progress) {
    progress.complete();
    long rows = sent.values().stream().mapToLong(table -> table.rows().get()).sum();
    LOG.info("Slot {}: the snapshot is complete, {} rows", context.replication().slot(), rows);
  }
}
