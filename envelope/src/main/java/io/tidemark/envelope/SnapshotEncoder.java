package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.Tuple;
import io.tidemark.replication.Catalog;
import io.tidemark.replication.SnapshotPoint;
import io.tidemark.replication.SnapshotTable;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Writes rows that a snapshot read as records with {@code op} {@code r}, with the same plans and
 * column encoders as {@link EnvelopeEncoder}. A row allocates nothing in steady state. Belongs to
 * one thread.
 *
 * <pre>{@code
 * SnapshotEncoder encoder = new SnapshotEncoder(config, catalog, view -> send(view));
 * encoder.begin(point);
 * reader.copy(table.relation(), query, CopyFormat.TEXT,
 *     (row, last) -> encoder.row(table.relation(), row, SnapshotMarker.TRUE));
 * }</pre>
 */
public final class SnapshotEncoder {
  private final TablePlanner planner;
  private final PlanCache plans = new PlanCache();
  private final JsonBuffer json = new JsonBuffer(4096);
  private final RowWriter rows;
  private final SourceBlock source;
  private final ChangeWriter changes;
  private final EnvelopeRecord record = new EnvelopeRecord(json);
  private final TableRecords tables;
  private final Selection tableFilter;
  private final Consumer<EnvelopeView> sink;

  private SnapshotMarker marker = SnapshotMarker.TRUE;
  private long lsn;
  private long timeMicros;
  private long transactionId;

  /** An encoder that asks the catalog now for the database's name, and later about each table. */
  public SnapshotEncoder(EnvelopeConfig config, Catalog catalog, Consumer<EnvelopeView> sink) {
    this(config, catalog, sink, new EpochClock());
  }

  SnapshotEncoder(
      EnvelopeConfig config,
      Catalog catalog,
      Consumer<EnvelopeView> sink,
      LongSupplier epochNanos) {
    this.sink = sink;
    tableFilter = config.filters().tables();
    TransactionMetadata transactions = TransactionMetadata.none(config);
    planner = new TablePlanner(config, catalog, transactions);
    rows = new RowWriter(config);
    source = new SourceBlock(config, catalog.databaseName());
    tables = new TableRecords(config, rows, record, json);
    changes = new ChangeWriter(rows, source, transactions, epochNanos, json);
  }

  /**
   * The rows that follow were read from this snapshot: its time, the last byte of WAL that is in it
   * as {@code lsn}, and the last transaction that can be in it as {@code txId}.
   */
  public void begin(SnapshotPoint point) {
    // The next byte may start a change that is streamed, and that must not look equally old
    begin(point.lsn().value() - 1, point.timeMicros(), (point.xmax() - 1) & 0xffff_ffffL);
  }

  /**
   * The rows that follow were read while the stream went on: {@link SnapshotMarker#INCREMENTAL}.
   *
   * @param lastCommitEndLsn how far the stream was, unsigned
   */
  public void beginIncremental(long lastCommitEndLsn, long timeMicros) {
    source.passed(lastCommitEndLsn);
    begin(lastCommitEndLsn, timeMicros, 0);
  }

  private void begin(long pointLsn, long pointTimeMicros, long pointTransactionId) {
    lsn = pointLsn;
    timeMicros = pointTimeMicros;
    transactionId = pointTransactionId;
    source.begin(marker, timeMicros, transactionId);
    rows.at(lsn);
    record.begin(lsn, timeMicros);
  }

  /** Whether the table's rows are written at all: see {@code table.include.list}. */
  public boolean includes(Relation relation) {
    return plan(relation).included();
  }

  /**
   * The tables whose rows are written at all, in Debezium's order: that of the expressions in
   * {@code table.include.list}, and by name where there is one expression for several, or none.
   */
  public List<SnapshotTable> chosen(List<SnapshotTable> published) {
    List<Pattern> order = tableFilter.include();
    return published.stream()
        .filter(table -> includes(table.relation()))
        .sorted(
            Comparator.<SnapshotTable>comparingInt(table -> place(order, table))
                .thenComparing(table -> table.relation().toString()))
        .toList();
  }

  private static int place(List<Pattern> order, SnapshotTable table) {
    String name = table.relation().toString();
    int place = 0;
    while (place < order.size() && !order.get(place).matcher(name).matches()) {
      place++;
    }
    return place;
  }

  /**
   * Writes the record of one row, unless a filter leaves its table out.
   *
   * @throws ConversionException when a value cannot be written, and the settings say to fail
   */
  public void row(Relation relation, Tuple row, SnapshotMarker rowMarker) {
    TablePlan plan = plan(relation);
    if (!plan.included()) {
      return;
    }
    if (rowMarker != marker) {
      marker = rowMarker;
      source.begin(marker, timeMicros, transactionId);
    }
    json.clear();
    if (plan.key() != null) {
      rows.key(plan, plan.key(), row, BeforeImage.Kind.NONE, row, json);
    }
    int keyEnd = json.size();
    changes.write(plan, Operation.READ, lsn, BeforeImage.Kind.NONE, row, row);
    tables.fill(plan, Operation.READ, lsn, 0, keyEnd, keyEnd, plan.headers());
    sink.accept(record);
    record.emitted();
  }

  private TablePlan plan(Relation relation) {
    TablePlan plan = plans.get(relation);
    if (plan == null) {
      plan = planner.plan(relation, 0);
      plans.put(plan);
    }
    return plan;
  }
}
