package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the defaults of {@link ReplicationConfig}, whose Javadoc says what each setting means. Not
 * thread-safe.
 */
public final class ReplicationConfigBuilder {
  private String url = "";
  private String user = "";
  private String password = "";
  private String slot = "";
  private final List<String> publications = new ArrayList<>();
  private ProtocolVersion protocolVersion = ProtocolVersion.NEWEST;
  private boolean binary;
  private boolean messages;
  private Streaming streaming = Streaming.OFF;
  private boolean twoPhase;
  private boolean failover;
  private OriginFilter origin = OriginFilter.ANY;
  private Lsn startLsn = Lsn.INVALID;
  private ResumePoint resumeFrom = ResumePoint.NONE;
  private Duration statusInterval = Duration.ofSeconds(10);
  private Duration pollTimeout = Duration.ofMillis(500);
  private Duration peerTimeout = Duration.ofMinutes(2);
  private String applicationName = "tidemark";
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();

  ReplicationConfigBuilder() {}

  /** Such as {@code jdbc:postgresql://localhost:5432/shop}. Required. */
  public ReplicationConfigBuilder url(String url) {
    this.url = ConfigChecks.given("url", url);
    return this;
  }

  /** Required unless the URL names one. */
  public ReplicationConfigBuilder user(String user) {
    this.user = ConfigChecks.given("user", user);
    return this;
  }

  /** None by default. */
  public ReplicationConfigBuilder password(String password) {
    this.password = ConfigChecks.given("password", password);
    return this;
  }

  /** Required. */
  public ReplicationConfigBuilder slot(String slot) {
    this.slot = ConfigChecks.given("slot", slot);
    return this;
  }

  /** Adds one; at least one is required. */
  public ReplicationConfigBuilder publication(String name) {
    publications.add(ConfigChecks.given("publication", name));
    return this;
  }

  /** NEWEST by default. */
  public ReplicationConfigBuilder protocolVersion(ProtocolVersion protocolVersion) {
    this.protocolVersion = protocolVersion;
    return this;
  }

  /** Off by default. */
  public ReplicationConfigBuilder binary(boolean binary) {
    this.binary = binary;
    return this;
  }

  /** Off by default. */
  public ReplicationConfigBuilder messages(boolean messages) {
    this.messages = messages;
    return this;
  }

  /** OFF by default. */
  public ReplicationConfigBuilder streaming(Streaming streaming) {
    this.streaming = streaming;
    return this;
  }

  /** Off by default. */
  public ReplicationConfigBuilder twoPhase(boolean twoPhase) {
    this.twoPhase = twoPhase;
    return this;
  }

  /**
   * Has a slot that is made for this configuration copied to standbys that synchronize slots; off
   * by default. PostgreSQL 17.
   */
  public ReplicationConfigBuilder failover(boolean failover) {
    this.failover = failover;
    return this;
  }

  /** ANY by default. */
  public ReplicationConfigBuilder origin(OriginFilter origin) {
    this.origin = origin;
    return this;
  }

  /** The slot's own position by default. */
  public ReplicationConfigBuilder startLsn(Lsn startLsn) {
    this.startLsn = startLsn;
    return this;
  }

  /** No check by default. */
  public ReplicationConfigBuilder resumeFrom(ResumePoint resumeFrom) {
    this.resumeFrom = resumeFrom;
    return this;
  }

  /** 10 seconds by default. */
  public ReplicationConfigBuilder statusInterval(Duration statusInterval) {
    this.statusInterval = statusInterval;
    return this;
  }

  /** 500 milliseconds by default. */
  public ReplicationConfigBuilder pollTimeout(Duration pollTimeout) {
    this.pollTimeout = pollTimeout;
    return this;
  }

  /** 2 minutes by default. */
  public ReplicationConfigBuilder peerTimeout(Duration peerTimeout) {
    this.peerTimeout = peerTimeout;
    return this;
  }

  /** {@code tidemark} by default. */
  public ReplicationConfigBuilder applicationName(String applicationName) {
    this.applicationName = applicationName;
    return this;
  }

  /** Sets one connection property of PgJDBC. */
  public ReplicationConfigBuilder property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /** Sets one PostgreSQL setting for the session. */
  public ReplicationConfigBuilder setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /**
   * The configuration, checked.
   *
   * @throws IllegalArgumentException naming the setting, what was found and what was expected
   */
  public ReplicationConfig build() {
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
        resumeFrom,
        statusInterval,
        pollTimeout,
        peerTimeout,
        applicationName,
        properties,
        settings);
  }
}
