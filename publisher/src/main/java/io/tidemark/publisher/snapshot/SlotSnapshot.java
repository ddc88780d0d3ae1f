package io.tidemark.publisher.snapshot;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.replication.ExportedSnapshot;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.replication.ReplicationSlot.WalStatus;
import io.tidemark.replication.SlotControl;
import io.tidemark.replication.SlotOptions;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshot that belongs to a slot: what is in the tables from before its position. Makes the
 * slot when there is none, and goes on with a snapshot that was interrupted. Belongs to the thread
 * that runs the publisher.
 */
final class SlotSnapshot {
  private static final Logger LOG = LoggerFactory.getLogger(SlotSnapshot.class);

  /** Follows the slot's name in that of the temporary one. */
  private static final String TEMPORARY = "_snapshot";

  private static final int MAX_NAME = 63;

  private final SnapshotPhase.Context context;
  private final SnapshotConfig config;
  private final SnapshotProgress progress;
  private final Map<String, TableRun.Sent> sent;
  private final String name;

  /**
   * @param sent counts by table, of all snapshots
   */
  SlotSnapshot(
      SnapshotPhase.Context context,
      SnapshotConfig config,
      SnapshotProgress progress,
      Map<String, TableRun.Sent> sent) {
    this.context = context;
    this.config = config;
    this.progress = progress;
    this.sent = sent;
    name = context.replication().slot();
  }

  /** Whether {@link #take} would read anything, as it is now. */
  boolean isDue(SlotControl control) {
    return usable(control.find()).isEmpty()
        || progress.isRunning()
        || config.mode() == SnapshotMode.ALWAYS;
  }

  /**
   * Returns when the slot is there and everything from before it is safe; at once when there is
   * nothing to read.
   *
   * @param recorded whether what is done outlives a kill
   * @throws StoppedException when the publisher is to stop
   */
  void take(SlotControl control, boolean recorded) {
    Optional<ReplicationSlot> found = control.find();
    Optional<ReplicationSlot> slot = usable(found);
    if (found.isPresent() && slot.isEmpty()) {
      LOG.warn("Slot {}: is lost, making it anew", name);
      control.drop();
    }
    if (slot.isEmpty()) {
      LOG.info("Slot {}: new, taking a snapshot of its tables", name);
      if (recorded) {
        createSlot(control.options());
      } else {
        createSlotAtTheEnd(control);
      }
    } else if (progress.isRunning()) {
      Lsn confirmed = slot.get().confirmedFlushLsn();
      if (!confirmed.equals(progress.consistentPoint().orElse(confirmed))) {
        LOG.warn("Slot {}: is not the one of the unfinished snapshot, starting that anew", name);
        progress.start();
      }
      progress.slotStandsAt(confirmed);
      LOG.info("Slot {}: going on with its snapshot", name);
      finish();
    } else if (config.mode() == SnapshotMode.ALWAYS) {
      LOG.info("Slot {}: taking a snapshot of its tables", name);
      progress.start();
      progress.slotStandsAt(slot.get().confirmedFlushLsn());
      finish();
    } else {
      LOG.info("Slot {}: exists, so its tables are not read", name);
    }
  }

  /** The slot, unless it is lost and the mode says to make a new one. */
  private Optional<ReplicationSlot> usable(Optional<ReplicationSlot> found) {
    return found.filter(
        slot ->
            config.mode() != SnapshotMode.WHEN_NEEDED
                || (slot.walStatus() != WalStatus.LOST && slot.invalidationReason().isEmpty()));
  }

  private void createSlot(SlotOptions options) {
    progress.start();
    SnapshotAttempt opened;
    try (ExportedSnapshot exported = ExportedSnapshot.createSlot(context.replication(), options)) {
      progress.slotStandsAt(exported.consistentPoint());
      opened = attempt(exported);
    }
    boolean complete;
    try (SnapshotAttempt attempt = opened) {
      complete = attempt.run();
    }
    if (complete) {
      complete();
    } else {
      finish();
    }
  }

  /** Without a journal nobody could tell a slot whose snapshot was interrupted. */
  private void createSlotAtTheEnd(SlotControl control) {
    SlotOptions temporary = SlotOptions.named(temporaryName()).asTemporary();
    progress.start();
    try (ExportedSnapshot exported =
        ExportedSnapshot.createSlot(context.replication(), temporary)) {
      boolean complete;
      try (SnapshotAttempt attempt = attempt(exported)) {
        complete = attempt.run();
      }
      if (!complete) {
        finish();
      }
      control.copyFrom(temporary.name());
      complete();
    }
  }

  private String temporaryName() {
    return name.substring(0, Math.min(name.length(), MAX_NAME - TEMPORARY.length())) + TEMPORARY;
  }

  private SnapshotAttempt attempt(ExportedSnapshot exported) {
    return new SnapshotAttempt(
        context, config, progress, sent, exported.name(), exported.consistentPoint());
  }

  /** Reads what is left at later snapshots: everything since the slot's position is streamed. */
  private void finish() {
    boolean complete = false;
    while (!complete) {
      try (SnapshotAttempt attempt =
          new SnapshotAttempt(context, config, progress, sent, null, null)) {
        complete = attempt.run();
      }
    }
    complete();
  }

  private void complete() {
    progress.complete();
    long rows = sent.values().stream().mapToLong(table -> table.rows().get()).sum();
    LOG.info("Slot {}: the snapshot is complete, {} rows", name, rows);
  }
}
