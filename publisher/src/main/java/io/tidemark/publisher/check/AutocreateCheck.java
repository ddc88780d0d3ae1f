package io.tidemark.publisher.check;

import io.tidemark.publisher.PublicationAutocreate;
import io.tidemark.publisher.check.Finding.Verdict;
import io.tidemark.replication.Publication;
import io.tidemark.replication.PublishedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the start can create or change a publication as {@code publication.autocreate.mode}. */
final class AutocreateCheck {
  private static final String RIGHTS =
      """
      SELECT rolsuper,
             has_database_privilege(current_database(), 'CREATE') AS may_create,
             format('GRANT CREATE ON DATABASE %I TO %I;', current_database(), current_user) AS allow_it,
             coalesce(pg_has_role(pubowner, 'USAGE'), false) AS owns,
             format('ALTER PUBLICATION %I OWNER TO %I;', coalesce(pubname, ''), current_user) AS hand_over
        FROM pg_roles LEFT JOIN pg_publication ON pubname = ?
       WHERE rolname = current_user""";

  private static final String WANTED =
      """
      SELECT format('%I.%I', nspname, relname), pg_has_role(relowner, 'USAGE')
        FROM unnest(?::text[], ?::text[]) AS wanted(schema, name)
        JOIN pg_namespace n ON nspname = wanted.schema
        JOIN pg_class ON relnamespace = n.oid AND relname = wanted.name
       ORDER BY 1""";

  /** What the role may do, and the SQL that lets it. */
  private record Rights(
      boolean superuser, boolean mayCreate, String allowIt, boolean owns, String handOver) {}

  /** A wanted table, quoted as SQL has it. */
  private record Named(String name, boolean owned) {}

  private final PublicationAutocreate mode;
  private final List<PublishedTable> wanted;
  private final Rights rights;
  private final List<Named> names;

  private AutocreateCheck(
      PublicationAutocreate mode, List<PublishedTable> wanted, Rights rights, List<Named> names) {
    this.mode = mode;
    this.wanted = wanted;
    this.rights = rights;
    this.names = names;
  }

  /**
   * Asks what the role may.
   *
   * @param publication its name
   * @param wanted the tables of a publication that is created now
   */
  static AutocreateCheck ask(
      Connection connection,
      PublicationAutocreate mode,
      String publication,
      List<PublishedTable> wanted)
      throws SQLException {
    return new AutocreateCheck(
        mode, wanted, rights(connection, publication), names(connection, wanted));
  }

  private static Rights rights(Connection connection, String publication) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RIGHTS)) {
      statement.setString(1, publication);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Rights(
            row.getBoolean("rolsuper"),
            row.getBoolean("may_create"),
            row.getString("allow_it"),
            row.getBoolean("owns"),
            row.getString("hand_over"));
      }
    }
  }

  private static List<Named> names(Connection connection, List<PublishedTable> wanted)
      throws SQLException {
    List<Named> names = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(WANTED)) {
      Object[] schemas = wanted.stream().map(PublishedTable::schema).toArray();
      Object[] tables = wanted.stream().map(PublishedTable::name).toArray();
      statement.setArray(1, connection.createArrayOf("text", schemas));
      statement.setArray(2, connection.createArrayOf("text", tables));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(new Named(row.getString(1), row.getBoolean(2)));
        }
      }
    }
    return names;
  }

  /**
   * Of a publication that does not exist.
   *
   * @param quoted its name
   */
  Finding creation(String quoted) {
    String missing = "publication " + quoted + " does not exist; the first start creates it";
    String create = "CREATE PUBLICATION " + quoted;
    if (mode == PublicationAutocreate.FILTERED) {
      Finding found = filtered(missing + " for " + tables(), create + " FOR TABLE " + list());
      return found.verdict() == Verdict.FIX || rights.mayCreate
          ? found
          : Finding.fix(found.found() + ", which the role may not", rights.allowIt);
    }
    if (mode == PublicationAutocreate.ALL_TABLES && !rights.superuser) {
      return Finding.fix(
          missing + " for all tables, which only a superuser may",
          create + " FOR ALL TABLES;  -- as a superuser, and before the slot is created",
          "-- or for some tables, by their owner: see docs/privileges.md");
    }
    return rights.mayCreate
        ? Finding.pass(missing + (wanted.isEmpty() ? " without tables" : " for " + tables()))
        : Finding.fix(missing + ", which the role may not", rights.allowIt);
  }

  /**
   * Of one that exists and is to have the wanted tables.
   *
   * @param quoted its name
   */
  Finding change(Publication publication, String quoted) {
    if (publication.allTables()) {
      return Finding.fix(
          "publication %s is for all tables, which publication.autocreate.mode=%s cannot change"
              .formatted(quoted, mode()),
          "publication.autocreate.mode=all_tables");
    }
    if (named(publication.tables()).equals(named(wanted))) {
      return Finding.pass("publication " + quoted + " has " + tables());
    }
    Finding found =
        filtered(
            "publication " + quoted + " has other tables; the start gives it " + tables(),
            "ALTER PUBLICATION " + quoted + " SET TABLE " + list());
    return found.verdict() == Verdict.FIX || rights.owns
        ? found
        : Finding.fix(found.found() + ", but the role does not own it", rights.handOver);
  }

  private Finding filtered(String found, String sql) {
    if (wanted.isEmpty()) {
      return Finding.fix(
          "publication.autocreate.mode=%s: no table passes the include and exclude lists"
              .formatted(mode()),
          "table.include.list=…");
    }
    List<String> ofOthers = names.stream().filter(table -> !table.owned).map(Named::name).toList();
    if (!ofOthers.isEmpty()) {
      return Finding.fix(
          found + ", but the role does not own " + String.join(", ", ofOthers),
          sql + ";  -- by the tables' owner",
          "publication.autocreate.mode=disabled");
    }
    return Finding.pass(found);
  }

  private String mode() {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private String tables() {
    return Text.count(wanted.size(), "table");
  }

  private String list() {
    return names.stream().map(Named::name).collect(Collectors.joining(", "));
  }

  private static Set<String> named(List<PublishedTable> tables) {
    Set<String> names = new HashSet<>();
    tables.forEach(table -> names.add(table.schema() + "." + table.name()));
    return names;
  }
}
