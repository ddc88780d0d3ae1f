package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to read and how: everything that {@link ReplicationStream#open} needs. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * ReplicationConfig config = ReplicationConfig.builder()
 *     .url("jdbc:postgresql://localhost:5432/shop").user("replicator").password(secret)
 *     .slot("orders_slot").publication("orders_pub")
 *     .property("sslmode", "verify-full").property("sslrootcert", "/etc/ssl/root.crt")
 *     .build();
 * }</pre>
 *
 * @param url of PgJDBC, without a password
 * @param user the role, with the REPLICATION attribute; from the URL when empty
 * @param password empty when the server asks for none, or when PgJDBC finds it in {@code .pgpass}
 * @param slot the replication slot's name
 * @param publications the publications to read, at least one
 * @param protocolVersion of pgoutput
 * @param binary whether columns arrive in PostgreSQL's binary format where their type has one
 * @param messages whether {@code pg_logical_emit_message} is delivered
 * @param streaming whether large transactions arrive while they are in progress
 * @param twoPhase whether prepared transactions arrive when they are prepared; this switches it on
 *     for the slot, for good
 * @param failover whether a slot that is made for it is copied to standbys that synchronize slots
 * @param origin which changes to send, by where they were first made
 * @param startLsn where to start when that is beyond the slot's confirmed position: what is before
 *     is skipped. {@link Lsn#INVALID}: where the slot stands
 * @param resumeFrom what an earlier stream had confirmed, to be checked against the server; {@link
 *     ResumePoint#NONE} for no check
 * @param statusInterval how often the server hears how far we are, at the latest; shortened to half
 *     of the server's wal_sender_timeout
 * @param pollTimeout how long a poll waits for a message
 * @param peerTimeout a server that is silent for so long, though asked, is taken for dead
 * @param applicationName what pg_stat_replication shows
 * @param properties further connection properties of PgJDBC, such as {@code sslmode}
 * @param settings PostgreSQL settings of the session, such as {@code wal_sender_timeout}
 */
public record ReplicationConfig(
    String url,
    String user,
    String password,
    String slot,
    List<String> publications,
    ProtocolVersion protocolVersion,
    boolean binary,
    boolean messages,
    Streaming streaming,
    boolean twoPhase,
    boolean failover,
    OriginFilter origin,
    Lsn startLsn,
    ResumePoint resumeFrom,
    Duration statusInterval,
    Duration pollTimeout,
    Duration peerTimeout,
    String applicationName,
    Map<String, String> properties,
    Map<String, String> settings) {

  /**
   * Checks each setting, and those that depend on each other.
   *
   * @throws IllegalArgumentException naming the setting, what was found and what was expected
   */
  public ReplicationConfig {
    JdbcUrl parsed = JdbcUrl.parse(url);
    user = user.isEmpty() ? parsed.user() : user;
    publications = List.copyOf(publications);
    properties = Map.copyOf(properties);
    settings = Map.copyOf(settings);
    ConfigChecks.user(user, parsed);
    ConfigChecks.slot(slot);
    ConfigChecks.publications(publications);
    ConfigChecks.versions(protocolVersion, streaming, twoPhase);
    ConfigChecks.atLeast("statusInterval", statusInterval, Duration.ofMillis(10));
    ConfigChecks.atLeast("pollTimeout", pollTimeout, Duration.ofMillis(1));
    ConfigChecks.timeouts(peerTimeout, statusInterval);
    ConfigChecks.properties(parsed.parameters(), properties.keySet());
    ConfigChecks.settings(settings.keySet());
  }

  /** Starts from the defaults. */
  public static ReplicationConfigBuilder builder() {
    return new ReplicationConfigBuilder();
  }

  /** The same, to be checked against what an earlier stream had confirmed. */
  public ReplicationConfig resumingFrom(ResumePoint point) {
    return new ReplicationConfig(
        url,
        user,
        password,
        slot,
        publications,
        protocolVersion,
        binary,
        messages,
        streaming,
        twoPhase,
        failover,
        origin,
        startLsn,
        point,
        statusInterval,
        pollTimeout,
        peerTimeout,
        applicationName,
        properties,
        settings);
  }

  /** The database that the URL names. */
  public String database() {
    String named = JdbcUrl.parse(url).database();
    return named.isEmpty() ? user : named;
  }

  /** For messages: {@code localhost:5432/shop}. */
  String place() {
    return JdbcUrl.parse(url).hosts() + "/" + database();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "ReplicationConfig[url=%s, user=%s, password=%s, slot=%s, publications=%s, protocolVersion=%s, "
            .formatted(
                url,
                user,
                password.isEmpty() ? "(none)" : "***",
                slot,
                publications,
                protocolVersion)
        + "binary=%s, messages=%s, streaming=%s, twoPhase=%s, failover=%s, "
            .formatted(binary, messages, streaming, twoPhase, failover)
        + "origin=%s, startLsn=%s, resumeFrom=%s, ".formatted(origin, startLsn, resumeFrom)
        + "statusInterval=%s, pollTimeout=%s, peerTimeout=%s, applicationName=%s, properties=%s, settings=%s]"
            .formatted(
                statusInterval,
                pollTimeout,
                peerTimeout,
                applicationName,
                ConfigChecks.masked(properties),
                settings);
  }
}
