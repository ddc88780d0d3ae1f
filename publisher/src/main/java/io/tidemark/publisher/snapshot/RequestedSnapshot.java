package io.tidemark.publisher.snapshot;

import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.replication.SlotLock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tables that a signal asks for, read while the stream waits: everything after the slot's position
 * is streamed after them, as after the first snapshot. Belongs to the thread that runs the
 * publisher.
 */
final class RequestedSnapshot {
  private static final Logger LOG = LoggerFactory.getLogger(RequestedSnapshot.class);

  /** Follows the owner's name in the journal. */
  private static final String JOURNAL = "/requested";

  private final SnapshotConfig config;
  private final @Nullable Supplier<SnapshotJournal> journals;
  private final Map<String, TableRun.Sent> sent;
  private final Set<String> requested = new LinkedHashSet<>();
  private final Map<String, String> selects = new HashMap<>();

  /**
   * @param sent counts by table, of all snapshots
   */
  RequestedSnapshot(
      SnapshotConfig config,
      @Nullable Supplier<SnapshotJournal> journals,
      Map<String, TableRun.Sent> sent) {
    this.config = config;
    this.journals = journals;
    this.sent = sent;
  }

  /** Writes a request down before the signal can be confirmed. */
  void add(Signal.Execute signal, SnapshotPhase.Context context) {
    LOG.info("Slot {}: {}", context.replication().slot(), signal);
    requested.addAll(signal.tables());
    signal.conditions().forEach((table, select) -> selects.put(table.replace("\\", ""), select));
    if (journals != null) {
      try (SnapshotJournal journal = journals.get()) {
        start(progress(context, journal));
      }
    }
  }

  private void start(SnapshotProgress progress) {
    progress.start(List.copyOf(requested), selects);
  }

  boolean isRequested() {
    return !requested.isEmpty();
  }

  private static SnapshotProgress progress(
      SnapshotPhase.Context context, @Nullable SnapshotJournal journal) {
    return new SnapshotProgress(SnapshotProgress.owner(context) + JOURNAL, journal);
  }

  /** Reads what is requested, now or by an earlier run. */
  @SuppressWarnings("try") // it is held
  void run(SnapshotPhase.Context context, @Nullable SnapshotJournal journal) {
    SnapshotProgress progress = progress(context, journal);
    if (journal == null && isRequested()) {
      start(progress);
    }
    if (progress.isRunning()) {
      try (SlotLock alone = SlotLock.take(context.replication())) {
        // What another process has done until this one has the lock
        SnapshotProgress now = journal == null ? progress : progress(context, journal);
        if (now.isRunning()) {
          read(context, now);
        }
        requested.clear();
        selects.clear();
      }
    }
  }

  private void read(SnapshotPhase.Context context, SnapshotProgress progress) {
    List<Pattern> tables = progress.tables().stream().map(Pattern::compile).toList();
    LOG.info("Slot {}: the stream waits for {}", context.replication().slot(), tables);
    SnapshotConfig asked = config.only(tables, progress.selects());
    boolean complete = false;
    while (!complete) {
      try (SnapshotAttempt attempt =
          new SnapshotAttempt(context, asked, progress, sent, null, null)) {
        complete = attempt.run();
      }
    }
    progress.complete();
    LOG.info("Slot {}: the snapshot of {} is complete", context.replication().slot(), tables);
  }
}
