package io.tidemark.publisher;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.pgoutput.Relation;
import io.tidemark.replication.Publication;
import io.tidemark.replication.PublicationOptions;
import io.tidemark.replication.PublishedTable;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.SqlConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the publications that are missing, before the slot and the first attempt, and checks that
 * their tables can have their topics.
 *
 * @param mode what becomes of publications
 */
record PublicationSetup(PublicationAutocreate mode) {
  private static final Logger LOG = LoggerFactory.getLogger(PublicationSetup.class);

  /**
   * Does it.
   *
   * @return the topics of the tables that are published now
   * @throws ConfigurationException when the server refuses, with the SQL that was refused
   */
  Set<String> run(ReplicationConfig replication, EnvelopeConfig envelope) {
    try (Connection connection = SqlConnection.open(replication)) {
      for (String publication : replication.publications()) {
        if (mode != PublicationAutocreate.DISABLED) {
          publish(connection, publication, envelope);
        }
      }
      return topics(connection, replication, envelope);
    } catch (SQLException e) {
      throw new ConfigurationException(
          "SQLSTATE %s from %s: %s".formatted(e.getSQLState(), replication.url(), e.getMessage()));
    }
  }

  /** Two tables with one topic are refused now rather than at the first row of the second. */
  private static Set<String> topics(
      Connection connection, ReplicationConfig replication, EnvelopeConfig envelope)
      throws SQLException {
    Set<Relation> tables = new LinkedHashSet<>();
    for (String name : replication.publications()) {
      Publication.find(connection, name)
          .ifPresent(found -> found.tables().forEach(table -> tables.add(table.relation())));
    }
    try {
      envelope.checkTopics(tables);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()));
    }
    Set<String> topics =
        tables.stream()
            .flatMap(table -> envelope.topic(table).stream())
            .collect(Collectors.toUnmodifiableSet());
    if (topics.isEmpty()) {
      LOG.warn(
          "Publications {}: no table of theirs passes the include and exclude lists, so there are no events",
          replication.publications());
    }
    return topics;
  }

  private void publish(Connection connection, String name, EnvelopeConfig envelope)
      throws SQLException {
    Optional<Publication> found = Publication.find(connection, name);
    try {
      if (mode == PublicationAutocreate.FILTERED) {
        publishFiltered(connection, name, found, envelope);
      } else if (found.isEmpty()) {
        create(connection, name);
      }
    } catch (SQLException e) {
      throw new ConfigurationException(
          ("publication.autocreate.mode=%s: publication %s cannot be created or changed, SQLSTATE %s: %s. Do it as"
                  + " their owner or as a superuser, and set the mode to disabled")
              .formatted(
                  mode.name().toLowerCase(Locale.ROOT), name, e.getSQLState(), e.getMessage()));
    }
  }

  private void create(Connection connection, String name) throws SQLException {
    if (mode == PublicationAutocreate.ALL_TABLES) {
      Publication.create(connection, PublicationOptions.forAllTables(name));
    } else {
      Publication.createEmpty(connection, name);
    }
    LOG.info("Created publication {} ({})", name, mode);
  }

  private static void publishFiltered(
      Connection connection, String name, Optional<Publication> found, EnvelopeConfig envelope)
      throws SQLException {
    List<PublishedTable> wanted = PublicationAutocreate.FILTERED.tables(connection, envelope);
    if (wanted.isEmpty()) {
      throw new ConfigurationException(
          "publication.autocreate.mode=filtered: no table passes the include and exclude lists; expected at least one");
    }
    if (found.isEmpty()) {
      Publication.create(
          connection, PublicationOptions.forTables(name, wanted.toArray(PublishedTable[]::new)));
      LOG.info("Created publication {} for {}", name, names(wanted));
    } else if (found.get().allTables()) {
      throw new ConfigurationException(
          ("publication.autocreate.mode=filtered: publication %s is for all tables and cannot be changed; drop it,"
                  + " or set the mode to all_tables")
              .formatted(name));
    } else if (!names(found.get().tables()).equals(names(wanted))) {
      Publication.setTables(connection, name, wanted);
      LOG.info("Publication {} is now for {}", name, names(wanted));
    }
  }

  private static Set<String> names(List<PublishedTable> tables) {
    return tables.stream()
        .map(table -> table.schema() + "." + table.name())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
