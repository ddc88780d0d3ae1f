package io.tidemark.replication;

import io.tidemark.pgoutput.Relation;
import io.tidemark.replication.ColumnDescription.Generation;
import io.tidemark.replication.TableDescription.UniqueIndex;
import io.tidemark.replication.TypeDescription.Kind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The questions about one relation, asked in one round trip: types, columns, indexes. */
final class CatalogQuery {
  /**
   * A true array type is the {@code typarray} of its element; int2vector is not. {@code part} is
   * the one type that a type is made of: element, base type, subtype or range.
   *
   * <p>Every table has two types of its own, so this must not look at all of them: it is neither
   * materialized nor joined by anything but the OID.
   */
  static final String TYPES =
      """
      with recursive described as not materialized (
        select t.oid, t.typname, t.typnamespace, t.typtype, t.typtypmod, t.typnotnull, t.typdelim,
          coalesce(e.typarray = t.oid, false) as is_array,
          case when t.typtype = 'd' then t.typbasetype when e.typarray = t.oid then t.typelem
            else coalesce(r.rngsubtype, m.rngtypid, 0) end as part,
          array(select a.atttypid from pg_catalog.pg_attribute a
            where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0
              and not a.attisdropped order by a.attnum) as attributes
        from pg_catalog.pg_type t left join pg_catalog.pg_type e on e.oid = t.typelem
          left join pg_catalog.pg_range r on r.rngtypid = t.oid
          left join pg_catalog.pg_range m on m.rngmultitypid = t.oid),
      needed as (
        select d.* from described d where d.oid = any (?::oid[])
        union
        select d.* from needed n
          cross join lateral pg_catalog.unnest(n.attributes || n.part) as p (oid)
          join described d on d.oid = p.oid)
      select t.oid, s.nspname, t.typname, t.typtype, t.is_array, t.part, t.attributes,
        t.typtypmod, t.typnotnull,
        array(select l.enumlabel::text from pg_catalog.pg_enum l
          where l.enumtypid = t.oid order by l.enumsortorder),
        t.typdelim
      from needed t join pg_catalog.pg_namespace s on s.oid = t.typnamespace""";

  /**
   * Told the table, pg_get_expr would lock it, and wait for whoever is changing it; the expression
   * of a default refers to no table.
   */
  private static final String COLUMNS =
      """
      select a.attname, a.attnotnull,
        case when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, 0) end, a.attgenerated,
        a.attidentity
      from pg_catalog.pg_attribute a
        left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = ?::oid and a.attnum > 0 and not a.attisdropped""";

  private static final String INDEXES =
      """
      select c.relname, i.indisprimary,
        array(select a.attname::text
          from unnest(i.indkey::int2[]) with ordinality as k (attnum, position)
            join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
          where k.position <= i.indnkeyatts or not i.indisprimary
          order by k.position)
      from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
      where i.indrelid = ?::oid and i.indisunique and i.indexprs is null
      order by c.relname collate "C\"""";

  private final Relation relation;

  CatalogQuery(Relation relation) {
    this.relation = relation;
  }

  TableDescription run(Connection connection) throws SQLException {
    String sql = String.join("; ", TYPES, COLUMNS, INDEXES);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, typeOids());
      statement.setString(2, Integer.toUnsignedString(relation.oid()));
      statement.setString(3, Integer.toUnsignedString(relation.oid()));
      statement.execute();
      List<ColumnDescription> columns = columns(types(statement), statement);
      List<String> primaryKey = new ArrayList<>();
      List<UniqueIndex> unique = new ArrayList<>();
      indexes(statement, primaryKey, unique);
      return new TableDescription(columns, primaryKey, unique);
    }
  }

  private String typeOids() {
    return relation.columns().stream()
        .map(column -> Integer.toUnsignedString(column.typeOid()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private record TypeRow(TypeDescription shell, int part, List<Integer> attributes) {}

  private static Map<Integer, TypeDescription> types(PreparedStatement statement)
      throws SQLException {
    Map<Integer, TypeRow> found = new HashMap<>();
    ResultSet rows = statement.getResultSet();
    while (rows.next()) {
      TypeDescription shell =
          new TypeDescription(
              (int) rows.getLong(1),
              rows.getString(2),
              rows.getString(3),
              rows.getBoolean(5) ? Kind.ARRAY : kind(rows.getString(4)),
              null,
              null,
              rows.getInt(8),
              rows.getBoolean(9),
              strings(rows.getArray(10)),
              List.of(),
              rows.getString(11).charAt(0));
      List<Integer> attributes = new ArrayList<>();
      for (Long oid : (Long[]) rows.getArray(7).getArray()) {
        attributes.add(oid.intValue());
      }
      found.put(shell.oid(), new TypeRow(shell, (int) rows.getLong(6), attributes));
    }
    Map<Integer, TypeDescription> types = new HashMap<>();
    for (Integer oid : found.keySet()) {
      types.put(oid, link(oid, found));
    }
    return types;
  }

  private static TypeDescription link(int oid, Map<Integer, TypeRow> found) {
    TypeRow row = found.get(oid);
    if (row == null) {
      return unknown(oid);
    }
    TypeDescription type = row.shell;
    TypeDescription part = row.part == 0 ? null : link(row.part, found);
    boolean domain = type.kind() == Kind.DOMAIN;
    return new TypeDescription(
        type.oid(),
        type.namespace(),
        type.name(),
        type.kind(),
        domain ? null : part,
        domain ? part : null,
        type.baseTypeModifier(),
        type.notNull(),
        type.labels(),
        row.attributes.stream().map(attribute -> link(attribute, found)).toList(),
        type.delimiter());
  }

  /** A type that was dropped after the WAL was written. */
  private static TypeDescription unknown(int oid) {
    return TypeDescription.base(oid, Integer.toUnsignedString(oid));
  }

  private static Kind kind(String typtype) {
    return switch (typtype) {
      case "c" -> Kind.COMPOSITE;
      case "d" -> Kind.DOMAIN;
      case "e" -> Kind.ENUM;
      case "m" -> Kind.MULTIRANGE;
      case "p" -> Kind.PSEUDO;
      case "r" -> Kind.RANGE;
      default -> Kind.BASE;
    };
  }

  private record ColumnRow(boolean notNull, @Nullable String expression, Generation generation) {}

  private List<ColumnDescription> columns(
      Map<Integer, TypeDescription> types, PreparedStatement statement) throws SQLException {
    Map<String, ColumnRow> found = new HashMap<>();
    statement.getMoreResults();
    ResultSet rows = statement.getResultSet();
    while (rows.next()) {
      Generation generation =
          !rows.getString(4).isEmpty()
              ? Generation.EXPRESSION
              : rows.getString(5).isEmpty() ? Generation.NONE : Generation.IDENTITY;
      found.put(
          rows.getString(1), new ColumnRow(rows.getBoolean(2), rows.getString(3), generation));
    }
    ColumnRow gone = new ColumnRow(false, null, Generation.NONE);
    List<ColumnDescription> columns = new ArrayList<>();
    for (Relation.Column column : relation.columns()) {
      ColumnRow row = found.getOrDefault(column.name(), gone);
      TypeDescription type = types.getOrDefault(column.typeOid(), unknown(column.typeOid()));
      columns.add(
          new ColumnDescription(
              column.name(),
              type,
              column.typeModifier(),
              !row.notNull && !type.notNull(),
              row.expression,
              row.generation));
    }
    return columns;
  }

  private static void indexes(
      PreparedStatement statement, List<String> primaryKey, List<UniqueIndex> unique)
      throws SQLException {
    statement.getMoreResults();
    ResultSet rows = statement.getResultSet();
    while (rows.next()) {
      List<String> columns = strings(rows.getArray(3));
      if (rows.getBoolean(2)) {
        primaryKey.addAll(columns);
      } else {
        unique.add(new UniqueIndex(rows.getString(1), columns));
      }
    }
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
