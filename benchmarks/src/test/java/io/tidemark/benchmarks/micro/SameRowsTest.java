package io.tidemark.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.tidemark.benchmarks.debezium.DebeziumConnector;
import io.tidemark.benchmarks.debezium.DebeziumReplay;
import io.tidemark.benchmarks.workload.BenchmarkDatabase;
import io.tidemark.benchmarks.workload.RecordedTransaction;
import io.tidemark.benchmarks.workload.WireFormat;
import io.tidemark.benchmarks.workload.Workload;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compared is the same work: both decoders read the same rows from the same frames. */
final class SameRowsTest {

  @ParameterizedTest
  @EnumSource
  void bothDecodersReadTheSameValues(Workload workload) {
    RecordedTransaction transaction = BenchmarkDatabase.record(workload, WireFormat.TEXT);

    List<List<String>> rows = tidemark(transaction);

    int images = workload == Workload.WIDE_UPDATE ? 2 : 1;
    assertThat(rows).hasSize(images * BenchmarkDatabase.ROWS);
    assertThat(debezium(transaction)).isEqualTo(rows);
  }

  @ParameterizedTest
  @EnumSource
  void bothFormatsCarryAsManyRows(Workload workload) {
    RecordedTransaction text = BenchmarkDatabase.record(workload, WireFormat.TEXT);
    RecordedTransaction binary = BenchmarkDatabase.record(workload, WireFormat.BINARY);

    assertThat(text.rows()).isEqualTo(BenchmarkDatabase.ROWS);
    assertThat(binary.rows()).isEqualTo(BenchmarkDatabase.ROWS);
    assertThat(text.relation().message()).isEqualTo(binary.relation().message());
  }

  private static List<List<String>> tidemark(RecordedTransaction transaction) {
    List<List<String>> rows = new ArrayList<>();
    RowHandler handler =
        new RowHandler() {
          @Override
          void onRow(Relation relation, WireTuple row) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
              values.add(row.isNull(i) ? "NULL" : row.text(i));
            }
            rows.add(values);
          }
        };
    new Replay(transaction, handler).decode(handler);
    return rows;
  }

  private static List<List<String>> debezium(RecordedTransaction transaction) {
    List<List<String>> rows = new ArrayList<>();
    try (DebeziumConnector debezium = new DebeziumConnector(BenchmarkDatabase.url())) {
      new DebeziumReplay(debezium, transaction)
          .decode(
              (message, lsn) -> {
                if (message.isTransactionalMessage()) {
                  return;
                }
                if (message.getOldTupleList() != null) {
                  rows.add(texts(debezium, message.getOldTupleList()));
                }
                rows.add(texts(debezium, message.getNewTupleList()));
              });
    }
    return rows;
  }

  /** Debezium keeps a value's text to itself, but prints it: {@code name(type)=text}. */
  private static List<String> texts(
      DebeziumConnector debezium, List<ReplicationMessage.Column> row) {
    return row.stream()
        .map(
            column -> {
              String text = column.toString();
              return debezium.value(column) == null
                  ? "NULL"
                  : text.substring(text.indexOf(")=") + 2);
            })
        .toList();
  }
}
