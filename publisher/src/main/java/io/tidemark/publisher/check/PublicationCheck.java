package io.tidemark.publisher.check;

import io.tidemark.replication.Publication;
import io.tidemark.replication.PublishedOperation;
import io.tidemark.replication.PublishedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the publications are there, and what they publish. */
final class PublicationCheck {
  private final Connection connection;
  private final List<Finding> findings;
  private final List<PublishedTable> tables;

  private PublicationCheck(
      Connection connection, List<Finding> findings, List<PublishedTable> tables) {
    this.connection = connection;
    this.findings = findings;
    this.tables = tables;
  }

  /**
   * @param tables receives those that are published
   */
  static void run(
      Connection connection,
      List<String> names,
      List<Finding> findings,
      List<PublishedTable> tables)
      throws SQLException {
    PublicationCheck check = new PublicationCheck(connection, findings, tables);
    for (String name : names) {
      check.publication(name);
    }
  }

  private void publication(String name) throws SQLException {
    Optional<Publication> found = Publication.find(connection, name);
    String quoted = quoted(name);
    if (found.isEmpty()) {
      findings.add(
          Finding.fix(
              "publication " + quoted + " does not exist, or not in this database",
              "CREATE PUBLICATION "
                  + quoted
                  + " FOR TABLE …;  -- by the tables' owner; see docs/privileges.md",
              "-- before the slot is created"));
      return;
    }
    Publication publication = found.get();
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
