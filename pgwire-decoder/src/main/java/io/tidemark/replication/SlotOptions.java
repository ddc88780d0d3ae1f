package io.tidemark.replication;

/**
 * A replication slot to create. Immutable; starts as {@link #named}.
 *
 * <pre>{@code
 * SlotOptions slot = SlotOptions.named("orders_slot").withFailover();
 * }</pre>
 *
 * @param name 1 to 63 of a-z, 0-9 and _
 * @param temporary whether it goes with the connection that makes it
 * @param twoPhase whether prepared transactions are decoded when they are prepared; PostgreSQL 15
 * @param failover whether it is copied to standbys that synchronize slots; PostgreSQL 17
 */
public record SlotOptions(String name, boolean temporary, boolean twoPhase, boolean failover) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when the name is none that PostgreSQL allows, or a temporary
   *     slot is to be copied to standbys
   */
  public SlotOptions {
    ConfigChecks.slot(name);
    if (temporary && failover) {
      throw new IllegalArgumentException(
          "slot " + name + ": found temporary and failover; expected at most one of them");
    }
  }

  /** A slot that stays, decodes at commit, and is not copied. */
  public static SlotOptions named(String name) {
    return new SlotOptions(name, false, false, false);
  }

  /** The same, gone with the connection that makes it. */
  public SlotOptions asTemporary() {
    return new SlotOptions(name, true, twoPhase, failover);
  }

  /** The same, with prepared transactions decoded when they are prepared. */
  public SlotOptions withTwoPhase() {
    return new SlotOptions(name, temporary, true, failover);
  }

  /** The same, copied to standbys. */
  public SlotOptions withFailover() {
    return new SlotOptions(name, temporary, twoPhase, true);
  }

  /** The replication command that makes it and exports a snapshot. */
  String createCommand(int serverMajor) {
    String slot =
        "CREATE_REPLICATION_SLOT %s%s LOGICAL %s"
            .formatted(
                Sql.identifier(name),
                temporary ? " TEMPORARY" : "",
                Sql.identifier(ReplicationSlot.PLUGIN));
    // The list in parentheses came with PostgreSQL 15, as did its options
    return serverMajor < 15
        ? slot + " EXPORT_SNAPSHOT"
        : slot
            + " (SNAPSHOT 'export'"
            + (twoPhase ? ", TWO_PHASE true" : "")
            + (failover ? ", FAILOVER true" : "")
            + ")";
  }

  void requireSupportedBy(ServerState server, String place) {
    if (twoPhase) {
      server.require(15, "twoPhase of slot " + name, "create it without", place);
    }
    if (failover) {
      server.require(17, "failover of slot " + name, "create it without", place);
    }
  }
}
