package io.tidemark.envelope;

import io.tidemark.envelope.EnvelopeFormat.Flattened;
import io.tidemark.envelope.EnvelopeFormat.Full;
import io.tidemark.envelope.json.JsonText;
import io.tidemark.envelope.type.ConnectSchema;
import io.tidemark.envelope.type.ConnectSchema.Field;
import io.tidemark.pgoutput.Relation;
import io.tidemark.replication.Catalog;
import io.tidemark.replication.TableDescription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compiles relations to plans. Belongs to one thread. */
final class TablePlanner {
  private final EnvelopeConfig config;
  private final Catalog catalog;
  private final TransactionMetadata transactions;
  private final ColumnPlanner columnPlanner;
  private final List<Header> headers;
  private final TopicNames topics;

  // The thread that plans adds, any may read
  private final Map<String, TableCounter> counters = new ConcurrentHashMap<>();

  TablePlanner(EnvelopeConfig config, Catalog catalog, TransactionMetadata transactions) {
    this.transactions = transactions;
    this.config = config;
    this.catalog = catalog;
    columnPlanner = new ColumnPlanner(config);
    headers = ContextHeaders.of(config);
    topics = new TopicNames(config.topics());
  }

  /** What was counted of all tables. */
  List<EventCount> counts() {
    return counters.values().stream().flatMap(counter -> counter.counts().stream()).toList();
  }

  /**
   * The plan of a table.
   *
   * @param xid the transaction whose row needs it; 0 for none
   */
  TablePlan plan(Relation relation, long xid) {
    FilterConfig filters = config.filters();
    TableCounter counter = counters.computeIfAbsent(relation.toString(), TableCounter::new);
    if (!filters.schemas().test(relation.namespace())
        || !filters.tables().test(relation.toString())
        || relation.columns().isEmpty()) {
      return TablePlan.excluded(relation, transactions.collection(relation.toString()), counter);
    }
    TableDescription table = catalog.describe(relation, xid);
    TopicNames.Route route = topics.of(relation);
    String schemaName = config.names().schemas().schema(route.topic());
    List<ColumnPlan> columns = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < relation.columns().size(); i++) {
      ColumnPlanner.Planned column =
          filters.columns().test(relation + "." + relation.columns().get(i).name())
              ? columnPlanner.value(relation, table.columns().get(i), i)
              : null;
      if (column != null) {
        requireUnique(names.add(column.field()), relation, column.field());
        columns.add(column.plan());
        fields.add(new Field(column.field(), column.schema()));
      }
    }
    if (config.format().envelope() instanceof Flattened flattened) {
      Flattener.requireRoute(flattened, relation, fields);
    }
    return new TablePlan(
        relation,
        true,
        route.topic(),
        columns.toArray(ColumnPlan[]::new),
        key(relation, table, schemaName, route),
        envelopeFrame(schemaName, fields),
        flatFrame(schemaName, fields),
        Utf8.constant(
            ",\"schema\":"
                + Utf8.quoted(relation.namespace())
                + ",\"table\":"
                + Utf8.quoted(relation.name())
                + ",\"txId\":"),
        transactions.collection(relation.toString()),
        headers,
        counter);
  }

  /** The schema goes around what is sent. */
  private Frame envelopeFrame(String schemaName, List<Field> fields) {
    boolean schema = config.format().valueSchemas() && config.format().envelope() instanceof Full;
    return Frame.of(schema, EnvelopeSchemas.change(schemaName, fields), "{\"before\":", "}");
  }

  private Frame flatFrame(String schemaName, List<Field> fields) {
    return config.format().envelope() instanceof Flattened flattened
        ? Frame.of(
            config.format().valueSchemas(),
            Flattener.schema(flattened, schemaName, fields),
            "{",
            "}")
        : envelopeFrame(schemaName, fields);
  }

  private void requireUnique(boolean unique, Relation relation, String field) {
    if (!unique) {
      throw new IllegalArgumentException(
          "%s: field.name.adjustment.mode=%s gives two columns the name %s; exclude one of them, or choose another mode"
              .formatted(relation, config.names().fields(), field));
    }
  }

  private @Nullable KeyPlan key(
      Relation relation, TableDescription table, String schemaName, TopicNames.Route route) {
    List<String> names = KeyColumns.choose(config.columns().keys(), table, relation);
    if (names.isEmpty() && route.ownMarks().isEmpty()) {
      return null;
    }
    List<ColumnPlan> columns = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    boolean inIdentity = true;
    for (String name : names) {
      int index = indexOf(relation, name);
      ColumnPlanner.Planned column = columnPlanner.key(relation, table.columns().get(index), index);
      if (column != null) {
        columns.add(column.plan());
        // Debezium forgets NOT NULL for a column that only the key shows
        boolean shown = config.filters().columns().test(relation + "." + name);
        ConnectSchema field = shown ? column.schema() : column.schema().asOptional();
        fields.add(new Field(column.field(), field));
        inIdentity &= column.plan().identity();
      }
    }
    route.ownMarks().forEach(mark -> fields.add(mark.asField()));
    Frame own = keyFrame(schemaName, fields, List.of());
    return new KeyPlan(
        columns.toArray(ColumnPlan[]::new),
        inIdentity,
        route.marks().isEmpty() ? own : keyFrame(schemaName, fields, route.marks()),
        constant(route.ownMarks()),
        constant(route.marks()),
        own);
  }

  private Frame keyFrame(String schemaName, List<Field> columns, List<TopicNames.Mark> marks) {
    List<Field> fields = new ArrayList<>(columns);
    marks.forEach(mark -> fields.add(mark.asField()));
    ConnectSchema schema = EnvelopeSchemas.key(schemaName, fields);
    return Frame.of(config.format().keys().schemas(), schema, "", "");
  }

  private static JsonText constant(List<TopicNames.Mark> marks) {
    return JsonText.of(
        marks.stream()
            .map(mark -> "," + Utf8.quoted(mark.field()) + ":" + Utf8.quoted(mark.value()))
            .collect(Collectors.joining()));
  }

  private static int indexOf(Relation relation, String name) {
    int index = 0;
    while (!relation.columns().get(index).name().equals(name)) {
      index++;
    }
    return index;
  }
}
