package io.tidemark.publisher.check;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.publisher.check.Finding.Verdict;
import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.publisher.kafka.KafkaSinkConfig;
import io.tidemark.publisher.snapshot.SnapshotMode;
import io.tidemark.replication.PublishedTable;
import io.tidemark.replication.ReplicationException;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.replication.SqlConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The findings on both sides of a pipe. Changes nothing on either.
 *
 * <pre>{@code
 * Checks checks = Checks.run(config);
 * checks.postgres().forEach(System.out::println);
 * if (checks.mustBeFixed()) { … }
 * }</pre>
 *
 * @param postgres findings in the database and its server
 * @param kafka findings on the brokers; empty when they were not asked
 */
public record Checks(List<Finding> postgres, List<Finding> kafka) {

  /** Copies the lists. */
  public Checks {
    postgres = List.copyOf(postgres);
    kafka = List.copyOf(kafka);
  }

  /** Asks the server, and then the brokers about the topics of the published tables. */
  public static Checks run(PublisherConfig config) {
    return run(config, config.kafka());
  }

  /**
   * The same.
   *
   * @param kafka stands for the configuration's own; one that requires durability has topics that
   *     may lose acknowledged events fail
   */
  public static Checks run(PublisherConfig config, KafkaSinkConfig kafka) {
    List<PublishedTable> tables = new ArrayList<>();
    List<Finding> postgres = postgres(config, tables);
    return new Checks(
        postgres,
        new KafkaCheck(kafka).findings(topics(config.envelope(), tables), journal(config)));
  }

  private static Set<String> topics(EnvelopeConfig envelope, List<PublishedTable> tables) {
    return tables.stream()
        .flatMap(table -> envelope.topic(table.relation()).stream())
        .collect(Collectors.toSet());
  }

  private static String journal(PublisherConfig config) {
    boolean needed = config.snapshot().mode() != SnapshotMode.NO_DATA || config.signals().isOpen();
    return needed ? config.snapshotProgressTopic() : "";
  }

  /** Asks the server only. */
  public static Checks ofPostgres(PublisherConfig config) {
    return new Checks(postgres(config, new ArrayList<>()), List.of());
  }

  private static List<Finding> postgres(PublisherConfig config, List<PublishedTable> tables) {
    List<Finding> findings = new ArrayList<>();
    try (Connection connection = SqlConnection.open(config.replication())) {
      findings.add(Finding.pass("connected to " + config.replication().url()));
      ServerCheck.run(connection, findings);
      RoleCheck.run(connection, findings);
      PublicationCheck publications = PublicationCheck.run(connection, config, findings);
      tables.addAll(publications.tables());
      FilterCheck.run(config, tables, findings);
      TableCheck.run(
          connection,
          config.replication().publications(),
          publications.toCome(),
          willTakeSnapshot(connection, config),
          findings);
      SlotCheck.run(connection, config.replication(), findings);
    } catch (ReplicationException e) {
      findings.add(Finding.fix(String.valueOf(e.getMessage())));
    } catch (SQLException e) {
      findings.add(
          Finding.fix(
              "the server refused a question: %s (SQLSTATE %s)"
                  .formatted(e.getMessage(), e.getSQLState())));
    }
    return findings;
  }

  private static boolean willTakeSnapshot(Connection connection, PublisherConfig config)
      throws SQLException {
    return switch (config.snapshot().mode()) {
      case ALWAYS -> true;
      case INITIAL, INITIAL_ONLY, WHEN_NEEDED ->
          ReplicationSlot.find(connection, config.replication().slot()).isEmpty();
      case NO_DATA -> false;
    };
  }

  /** Whether a run would fail. */
  public boolean mustBeFixed() {
    return count(Verdict.FIX) > 0;
  }

  /** How many conditions on both sides have this verdict. */
  public long count(Verdict verdict) {
    return Stream.concat(postgres.stream(), kafka.stream())
        .filter(finding -> finding.verdict() == verdict)
        .count();
  }
}
