package io.tidemark.replication;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A publication to create. Immutable; starts as {@link #forTables}, {@link #forSchemas} or {@link
 * #forAllTables}.
 *
 * <pre>{@code
 * PublicationOptions.forTables("orders_pub", PublishedTable.of("public", "orders"))
 *     .publish(EnumSet.of(PublishedOperation.INSERT, PublishedOperation.UPDATE))
 *     .sql();
 * // CREATE PUBLICATION "orders_pub" FOR TABLE "public"."orders" WITH (publish = 'insert, update')
 * }</pre>
 *
 * @param name the publication's
 * @param allTables whether it is for every table, also those to come
 * @param tables the tables that it is for
 * @param schemas the schemas whose tables it is for, also those to come; PostgreSQL 15
 * @param operations what it publishes
 * @param viaPartitionRoot whether changes of a partition appear as the partitioned table's
 * @param storedGeneratedColumns whether generated columns that are stored are published; PostgreSQL
 *     18
 * @see <a href="https://www.postgresql.org/docs/current/sql-createpublication.html">CREATE
 *     PUBLICATION</a>
 */
public record PublicationOptions(
    String name,
    boolean allTables,
    List<PublishedTable> tables,
    List<String> schemas,
    Set<PublishedOperation> operations,
    boolean viaPartitionRoot,
    boolean storedGeneratedColumns) {
  private static final Set<PublishedOperation> EVERYTHING =
      Set.copyOf(EnumSet.allOf(PublishedOperation.class));

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when it publishes nothing, or lists tables beside all tables
   */
  public PublicationOptions {
    tables = List.copyOf(tables);
    schemas = List.copyOf(schemas);
    operations = Set.copyOf(operations);
    ConfigChecks.publications(List.of(name));
    boolean listed = !tables.isEmpty() || !schemas.isEmpty();
    if (allTables == listed) {
      throw new IllegalArgumentException(
          "publication %s: expected either all tables or a list; found allTables=%s, tables=%s, schemas=%s"
              .formatted(Sql.identifier(name), allTables, tables, schemas));
    }
    if (operations.isEmpty()) {
      throw new IllegalArgumentException(
          "publication " + Sql.identifier(name) + ": found no operation; expected at least one");
    }
  }

  /** For every table; only a superuser may create it. */
  public static PublicationOptions forAllTables(String name) {
    return new PublicationOptions(name, true, List.of(), List.of(), EVERYTHING, false, false);
  }

  /** For these tables, whose owner must create it. */
  public static PublicationOptions forTables(String name, PublishedTable... tables) {
    return new PublicationOptions(
        name, false, List.of(tables), List.of(), EVERYTHING, false, false);
  }

  /** For the tables of these schemas; only a superuser may create it. */
  public static PublicationOptions forSchemas(String name, String... schemas) {
    return new PublicationOptions(
        name, false, List.of(), List.of(schemas), EVERYTHING, false, false);
  }

  /** The same for nothing but these operations. */
  public PublicationOptions publish(Set<PublishedOperation> operations) {
    return new PublicationOptions(
        name, allTables, tables, schemas, operations, viaPartitionRoot, storedGeneratedColumns);
  }

  /** The same with changes of a partition as the partitioned table's. */
  public PublicationOptions viaRoot() {
    return new PublicationOptions(
        name, allTables, tables, schemas, operations, true, storedGeneratedColumns);
  }

  /** The same with generated columns that are stored. */
  public PublicationOptions withStoredGeneratedColumns() {
    return new PublicationOptions(
        name, allTables, tables, schemas, operations, viaPartitionRoot, true);
  }

  /** The statement that creates it. */
  public String sql() {
    List<String> objects = new ArrayList<>();
    tables.forEach(table -> objects.add(table.toSql()));
    schemas.forEach(schema -> objects.add("TABLES IN SCHEMA " + Sql.identifier(schema)));
    List<String> options = new ArrayList<>();
    if (!operations.equals(EVERYTHING)) {
      String list =
          operations.stream()
              .sorted()
              .map(PublishedOperation::option)
              .collect(Collectors.joining(", "));
      options.add("publish = " + Sql.literal(list));
    }
    if (viaPartitionRoot) {
      options.add("publish_via_partition_root = true");
    }
    if (storedGeneratedColumns) {
      options.add("publish_generated_columns = stored");
    }
    return "CREATE PUBLICATION "
        + Sql.identifier(name)
        + " FOR "
        + (allTables ? "ALL TABLES" : String.join(", ", objects))
        + (options.isEmpty() ? "" : " WITH (" + String.join(", ", options) + ")");
  }

  void requireSupportedBy(ServerState server) {
    String place = server.database();
    if (!schemas.isEmpty()) {
      server.require(15, "a publication for schemas", "list the tables", place);
    }
    if (tables.stream().anyMatch(PublishedTable::isPartial)) {
      server.require(15, "a publication of columns or some rows", "publish whole tables", place);
    }
    if (storedGeneratedColumns) {
      server.require(18, "a publication of generated columns", "leave them out", place);
    }
  }
}
