package io.tidemark.publisher.check;

import io.tidemark.publisher.PublicationAutocreate;
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

/** Whether the start can create or change a publication as {@code publication.autocreate.mode}. */
final class AutocreateCheck {
  private static final String RIGHTS =
      """
      SELECT rolsuper,
             has_database_privilege(current_database(), 'CREATE') AS may_create,
             format('GRANT CREATE ON DATABASE %I TO %I;', current_database(), current_user) AS allow_it
        FROM pg_roles
       WHERE rolname = current_user""";

  private static final String WANTED =
      """
      SELECT format('%I.%I', nspname, relname), pg_has_role(relowner, 'USAGE')
        FROM unnest(?::text[], ?::text[]) AS wanted(schema, name)
        JOIN pg_namespace n ON nspname = wanted.schema
        JOIN pg_class ON relnamespace = n.oid AND relname = wanted.name
       ORDER BY 1""";

  private final PublicationAutocreate mode;
  private final List<PublishedTable> wanted;
  private final boolean superuser;
  private final boolean mayCreate;
  private final String allowIt;

  /** Quoted, as SQL has them. */
  private final List<String> names = new ArrayList<>();

  private final List<String> ofOthers = new ArrayList<>();

  /**
   * Asks what the role may.
   *
   * @param wanted the tables of a publication that is created now
   */
  AutocreateCheck(Connection connection, PublicationAutocreate mode, List<PublishedTable> wanted)
      throws SQLException {
    this.mode = mode;
    this.wanted = wanted;
    try (PreparedStatement statement = connection.prepareStatement(RIGHTS);
        ResultSet row = statement.executeQuery()) {
      row.next();
      superuser = row.getBoolean("rolsuper");
      mayCreate = row.getBoolean("may_create");
      allowIt = row.getString("allow_it");
    }
    try (PreparedStatement statement = connection.prepareStatement(WANTED)) {
      Object[] schemas = wanted.stream().map(PublishedTable::schema).toArray();
      Object[] tables = wanted.stream().map(PublishedTable::name).toArray();
      statement.setArray(1, connection.createArrayOf("text", schemas));
      statement.setArray(2, connection.createArrayOf("text", tables));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
          if (!row.getBoolean(2)) {
            ofOthers.add(row.getString(1));
          }
        }
      }
    }
  }

  /**
   * Of a publication that does not exist.
   *
   * @param quoted its name
   */
  Finding creation(String quoted) {
    String found = "publication " + quoted + " does not exist; the first start creates it";
    String create = "CREATE PUBLICATION " + quoted;
    if (mode == PublicationAutocreate.FILTERED) {
      return filtered(found + " for " + tables(), create + " FOR TABLE " + list());
    }
    if (mode == PublicationAutocreate.ALL_TABLES && !superuser) {
      return Finding.fix(
          found + " for all tables, which only a superuser may",
          create + " FOR ALL TABLES;  -- as a superuser, and before the slot is created",
          "-- or for some tables, by their owner: see docs/privileges.md");
    }
    return mayCreate
        ? Finding.pass(found + (wanted.isEmpty() ? " without tables" : " for " + tables()))
        : Finding.fix(found + ", which the role may not", allowIt);
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
    return filtered(
        "publication " + quoted + " has other tables; the start gives it " + tables(),
        "ALTER PUBLICATION " + quoted + " SET TABLE " + list());
  }

  private Finding filtered(String found, String sql) {
    if (wanted.isEmpty()) {
      return Finding.fix(
          "publication.autocreate.mode=%s: no table passes the include and exclude lists"
              .formatted(mode()),
          "table.include.list=…");
    }
    if (!ofOthers.isEmpty()) {
      return Finding.fix(
          found + ", but the role does not own " + String.join(", ", ofOthers),
          sql + ";  -- by the tables' owner",
          "publication.autocreate.mode=disabled");
    }
    return mayCreate
        ? Finding.pass(found)
        : Finding.fix(found + ", which the role may not", allowIt);
  }

  private String mode() {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private String tables() {
    return Text.count(wanted.size(), "table");
  }

  private String list() {
    return String.join(", ", names);
  }

  private static Set<String> named(List<PublishedTable> tables) {
    Set<String> names = new HashSet<>();
    tables.forEach(table -> names.add(table.schema() + "." + table.name()));
    return names;
  }
}
