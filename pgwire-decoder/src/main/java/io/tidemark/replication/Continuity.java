package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Looks whether the server can have what comes next. A restored backup, or a standby that was
 * promoted too early, gives positions that were already confirmed to other changes: going on would
 * skip them.
 */
final class Continuity {
  private Continuity() {}

  static void check(
      Connection connection, SystemIdentity system, ReplicationSlot slot, ReplicationConfig config)
      throws SQLException {
    ResumePoint resume = config.resumeFrom();
    if (!resume.systemId().isEmpty() && !resume.systemId().equals(system.systemId())) {
      throw new SlotException(
          SlotException.Kind.WRONG_SYSTEM,
          config.slot(),
          "is on cluster %s at %s; expected cluster %s, read before: correct the url, or take a new snapshot"
              .formatted(system.systemId(), config.place(), resume.systemId()),
          null);
    }
    if (resume.timeline() != 0 && resume.timeline() != system.timeline()) {
      Lsn left = system.leftTimeline(connection, resume.timeline());
      requireReached("timeline " + system.timeline(), left, resume.confirmed(), config);
    }
    requireReached("WAL", system.walEnd(), resume.confirmed(), config);
    requireUnmoved(slot, resume);
    requireReached("WAL", system.walEnd(), config.startLsn(), config);
  }

  /** Only a stream moves its slot, and the last one told how far. */
  private static void requireUnmoved(ReplicationSlot slot, ResumePoint resume) {
    if (resume.last() && slot.confirmedFlushLsn().compareTo(resume.confirmed()) > 0) {
      throw new SlotException(
          SlotException.Kind.MOVED,
          slot.name(),
          ("is at %s; expected at most %s, which its last reader had confirmed: it was made anew, or advanced,"
                  + " and the changes between are lost; take a new snapshot")
              .formatted(slot.confirmedFlushLsn(), resume.confirmed()),
          null);
    }
  }

  private static void requireReached(
      String what, Lsn found, Lsn expected, ReplicationConfig config) {
    if (found.compareTo(expected) < 0) {
      throw new SlotException(
          SlotException.Kind.BEHIND,
          config.slot(),
          "is behind: the %s of %s holds our history up to %s only; expected %s: take a new snapshot"
              .formatted(what, config.place(), found, expected),
          null);
    }
  }
}
