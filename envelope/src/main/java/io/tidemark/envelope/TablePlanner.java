package io.tidemark.envelope;

import io.tidemark.envelope.type.Encoding;
import io.tidemark.envelope.type.TypeEncodings;
import io.tidemark.pgoutput.Relation;
import io.tidemark.replication.Catalog;
import io.tidemark.replication.ColumnDescription;
import io.tidemark.replication.TableDescription;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles relations to plans. Belongs to one thread. */
final class TablePlanner {
  private final EnvelopeConfig config;
  private final Catalog catalog;
  private final TypeEncodings encodings;
  private final List<Header> headers;

  TablePlanner(EnvelopeConfig config, Catalog catalog) {
    this.config = config;
    this.catalog = catalog;
    encodings = new TypeEncodings(config.types());
    headers = ContextHeaders.of(config);
  }

  TablePlan plan(Relation relation) {
    TableDescription table = catalog.describe(relation);
    List<ColumnPlan> columns = new ArrayList<>();
    for (int i = 0; i < relation.columns().size(); i++) {
      columns.add(column(relation, table, i));
    }
    return new TablePlan(
        relation,
        config.topics().table(relation),
        columns.toArray(ColumnPlan[]::new),
        key(relation, table),
        Utf8.constant(
            ",\"schema\":"
                + Utf8.quoted(relation.namespace())
                + ",\"table\":"
                + Utf8.quoted(relation.name())
                + ",\"txId\":"),
        headers);
  }

  private ColumnPlan column(Relation relation, TableDescription table, int index) {
    ColumnDescription column = table.columns().get(index);
    Encoding encoding = encodings.find(column.type(), column.typeModifier());
    if (encoding == null) {
      throw new UnsupportedTypeException(relation, column);
    }
    boolean identity = relation.columns().get(index).key();
    return ColumnPlan.of(index, column.name(), column, encoding, identity);
  }

  private @Nullable KeyPlan key(Relation relation, TableDescription table) {
    List<String> names = KeyColumns.choose(table, relation);
    if (names.isEmpty()) {
      return null;
    }
    ColumnPlan[] columns = new ColumnPlan[names.size()];
    boolean inIdentity = true;
    for (int i = 0; i < columns.length; i++) {
      columns[i] = column(relation, table, indexOf(relation, names.get(i)));
      inIdentity &= columns[i].identity();
    }
    return new KeyPlan(columns, inIdentity);
  }

  private static int indexOf(Relation relation, String name) {
    int index = 0;
    while (!relation.columns().get(index).name().equals(name)) {
      index++;
    }
    return index;
  }
}
