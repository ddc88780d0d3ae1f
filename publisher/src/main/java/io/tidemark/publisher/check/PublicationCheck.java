package io.tidemark.publisher.check;

import io.tidemark.publisher.PublicationAutocreate;
import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.replication.Publication;
import io.tidemark.replication.PublishedOperation;
import io.tidemark.replication.PublishedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the publications are there or will be, and what they publish. */
final class PublicationCheck {
  private final Connection connection;
  private final PublisherConfig config;
  private final List<Finding> findings;
  private final List<PublishedTable> tables = new ArrayList<>();
  private final List<PublishedTable> toCome = new ArrayList<>();

  private PublicationCheck(Connection connection, PublisherConfig config, List<Finding> findings) {
    this.connection = connection;
    this.config = config;
    this.findings = findings;
  }

  static PublicationCheck run(Connection connection, PublisherConfig config, List<Finding> findings)
      throws SQLException {
    PublicationCheck check = new PublicationCheck(connection, config, findings);
    for (String name : config.replication().publications()) {
      check.publication(name);
    }
    return check;
  }

  /** Those that are published, or will be after the start. */
  List<PublishedTable> tables() {
    return tables;
  }

  /** Of these, those of publications that do not exist yet. */
  List<PublishedTable> toCome() {
    return toCome;
  }

  private void publication(String name) throws SQLException {
    Optional<Publication> found = Publication.find(connection, name);
    String quoted = quoted(name);
    PublicationAutocreate mode = config.publications();
    List<PublishedTable> wanted = mode.tables(connection, config.envelope());
    if (found.isEmpty() && mode != PublicationAutocreate.DISABLED) {
      toCome.addAll(wanted);
      tables.addAll(wanted);
      findings.add(AutocreateCheck.ask(connection, mode, name, wanted).creation(quoted));
    } else if (found.isEmpty()) {
      findings.add(
          Finding.fix(
              "publication " + quoted + " does not exist, or not in this database",
              "CREATE PUBLICATION "
                  + quoted
                  + " FOR TABLE …;  -- by the tables' owner; see docs/privileges.md",
              "-- before the slot is created"));
    } else if (mode == PublicationAutocreate.FILTERED) {
      tables.addAll(wanted);
      findings.add(AutocreateCheck.ask(connection, mode, name, wanted).change(found.get(), quoted));
      operations(found.get(), quoted);
    } else {
      existing(found.get(), quoted);
    }
  }

  private void existing(Publication publication, String quoted) {
    tables.addAll(publication.tables());
    if (publication.tables().isEmpty()) {
      findings.add(
          Finding.fix(
              "publication " + quoted + " has no tables",
              "ALTER PUBLICATION " + quoted + " ADD TABLE …;"));
    } else {
      findings.add(
          Finding.pass(
              "publication %s has %s"
                  .formatted(quoted, Text.count(publication.tables().size(), "table"))));
    }
    operations(publication, quoted);
  }

  private void operations(Publication publication, String quoted) {
    Set<PublishedOperation> missing = EnumSet.allOf(PublishedOperation.class);
    missing.removeAll(publication.operations());
    missing.remove(PublishedOperation.TRUNCATE); // has no events unless somebody asks for them
    if (!missing.isEmpty()) {
      findings.add(
          Finding.warn(
              "publication %s does not publish %s"
                  .formatted(quoted, String.join(", ", names(missing))),
              "ALTER PUBLICATION "
                  + quoted
                  + " SET (publish = 'insert, update, delete, truncate');"));
    }
  }

  private static Set<String> names(Set<PublishedOperation> operations) {
    Set<String> names = new TreeSet<>();
    operations.forEach(operation -> names.add(operation.name().toLowerCase(java.util.Locale.ROOT)));
    return names;
  }

  private String quoted(String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT quote_ident(?)")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
