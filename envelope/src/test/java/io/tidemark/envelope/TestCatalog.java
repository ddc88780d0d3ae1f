package io.tidemark.envelope;

import io.tidemark.pgoutput.Relation;
import io.tidemark.replication.Catalog;
import io.tidemark.replication.ColumnDescription;
import io.tidemark.replication.ColumnDescription.Generation;
import io.tidemark.replication.TableDescription;
import io.tidemark.replication.TypeDescription;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** A catalog that takes a relation at its word: key columns are the primary key and NOT NULL. */
final class TestCatalog implements Catalog {
  static final String INT4 = "23";
  static final String TEXT = "25";
  static final String NUMERIC = "1700";

  private static final Map<Integer, String> TYPES =
      Map.of(23, "int4", 25, "text", 790, "money", 1700, "numeric");

  private final Set<String> notNull = new HashSet<>();
  private long slotXmin = 600;

  /** Declares columns of these names NOT NULL. */
  TestCatalog notNull(String... columns) {
    notNull.addAll(List.of(columns));
    return this;
  }

  @Override
  public String databaseName() {
    return "shop";
  }

  @Override
  public TableDescription describe(Relation relation, long xid) {
    List<ColumnDescription> columns = relation.columns().stream().map(this::column).toList();
    List<String> key =
        relation.columns().stream()
            .filter(Relation.Column::key)
            .map(Relation.Column::name)
            .toList();
    return new TableDescription(
        columns, key.size() == columns.size() ? List.of("id") : key, List.of());
  }

  /** One more each time. */
  @Override
  public OptionalLong slotXmin() {
    return OptionalLong.of(++slotXmin);
  }

  private ColumnDescription column(Relation.Column column) {
    return new ColumnDescription(
        column.name(),
        TypeDescription.base(column.typeOid(), TYPES.getOrDefault(column.typeOid(), "unheard_of")),
        column.typeModifier(),
        !notNull.contains(column.name()),
        null,
        Generation.NONE);
  }
}
