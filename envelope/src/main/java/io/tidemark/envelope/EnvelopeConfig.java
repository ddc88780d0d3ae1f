package io.tidemark.envelope;

import io.tidemark.envelope.type.TypeConfig;
import io.tidemark.pgoutput.Relation;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * How rows become envelopes. Immutable and thread-safe; grouped by what a setting is about.
 *
 * <pre>{@code
 * EnvelopeConfig config = EnvelopeConfig.builder("shop")
 *     .types(TypeConfig.builder().decimals(DecimalHandling.STRING).build())
 *     .build();
 * }</pre>
 *
 * @param topics names of topics
 * @param types how values look
 * @param events which records there are
 * @param format the JSON itself
 * @param filters what is left out
 * @param columns rules for some columns
 * @param names how names become valid elsewhere
 * @param xminFetchInterval {@code xmin.fetch.interval.ms}: how old {@code source.xmin} may be; zero
 *     for none
 * @param sourceVersion {@code source.version}; our own version unless set
 * @param runId the header {@code __debezium.context.runId}; a fresh UUID of version 7 unless set
 */
public record EnvelopeConfig(
    TopicConfig topics,
    TypeConfig types,
    EventConfig events,
    FormatConfig format,
    FilterConfig filters,
    ColumnConfig columns,
    NamingConfig names,
    Duration xminFetchInterval,
    String sourceVersion,
    String runId) {

  /** Checks the interval. */
  public EnvelopeConfig {
    if (xminFetchInterval.isNegative()) {
      throw new IllegalArgumentException(
          "xmin.fetch.interval.ms: expected 0 or more, found " + xminFetchInterval.toMillis());
    }
  }

  /** Debezium's defaults in JSON without schemas. */
  public static EnvelopeConfig debeziumJson(String topicPrefix) {
    return builder(topicPrefix).build();
  }

  /** A builder that starts at {@link #debeziumJson}. */
  public static Builder builder(String topicPrefix) {
    return new Builder(topicPrefix);
  }

  /**
   * The topic of a table's events; empty when a filter leaves the table out.
   *
   * @throws IllegalArgumentException when Kafka cannot have a topic of that name
   */
  public Optional<String> topic(Relation relation) {
    return includes(relation)
        ? Optional.of(new TopicNames(topics).of(relation).topic())
        : Optional.empty();
  }

  /**
   * Checks the topics of tables that will come.
   *
   * @throws IllegalArgumentException when two tables have the same topic by accident, or Kafka
   *     cannot have a topic of that name
   */
  public void checkTopics(Collection<Relation> tables) {
    TopicNames names = new TopicNames(topics);
    tables.stream().filter(this::includes).forEach(names::claim);
  }

  private boolean includes(Relation relation) {
    return filters.schemas().test(relation.namespace())
        && filters.tables().test(relation.toString());
  }

  /** Collects settings. Belongs to one thread. */
  public static final class Builder {
    private TopicConfig topics;
    private TypeConfig types = TypeConfig.defaults();
    private EventConfig events = EventConfig.defaults();
    private FormatConfig format = FormatConfig.defaults();
    private FilterConfig filters = FilterConfig.defaults();
    private ColumnConfig columns = ColumnConfig.defaults();
    private NamingConfig names = NamingConfig.defaults();
    private Duration xminFetchInterval = Duration.ZERO;
    private String sourceVersion = Version.CURRENT;
    private String runId = RunId.next();

    private Builder(String topicPrefix) {
      topics = TopicConfig.of(topicPrefix);
    }

    /** Names of topics. */
    public Builder topics(TopicConfig config) {
      topics = config;
      return this;
    }

    /** How values look. */
    public Builder types(TypeConfig config) {
      types = config;
      return this;
    }

    /** Which records there are. */
    public Builder events(EventConfig config) {
      events = config;
      return this;
    }

    /** The JSON itself. */
    public Builder format(FormatConfig config) {
      format = config;
      return this;
    }

    /** What is left out. */
    public Builder filters(FilterConfig config) {
      filters = config;
      return this;
    }

    /** Rules for some columns. */
    public Builder columns(ColumnConfig config) {
      columns = config;
      return this;
    }

    /** How names become valid elsewhere. */
    public Builder names(NamingConfig config) {
      names = config;
      return this;
    }

    /** How old {@code source.xmin} may be; zero for none. */
    public Builder xminFetchInterval(Duration interval) {
      xminFetchInterval = interval;
      return this;
    }

    /** What {@code source.version} says, for consumers that look at it. */
    public Builder sourceVersion(String version) {
      sourceVersion = version;
      return this;
    }

    /** What the header {@code __debezium.context.runId} says. */
    public Builder runId(String id) {
      runId = id;
      return this;
    }

    /** Freezes. */
    public EnvelopeConfig build() {
      return new EnvelopeConfig(
          topics,
          types,
          events,
          format,
          filters,
          columns,
          names,
          xminFetchInterval,
          sourceVersion,
          runId);
    }
  }
}
