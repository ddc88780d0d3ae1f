package io.tidemark.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.ReplicaIdentity;
import io.tidemark.replication.SnapshotTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables that a snapshot reads, in Debezium's order. */
final class SnapshotOrderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "table.include.list | public.z,PUBLIC.[ab] | public.z public.a public.b",
        "table.include.list | public.b,.*          | public.b a-x.a a.b public.a public.z",
        "table.exclude.list | public.a             | a-x.a a.b public.b public.z",
        "schema.include.list | public              | public.a public.b public.z",
      })
  void isThatOfTheExpressions(String setting, String value, String expected) {
    EnvelopeConfig config =
        DebeziumProperties.envelope(Map.of("topic.prefix", "shop", setting, value));
    SnapshotEncoder encoder = new SnapshotEncoder(config, new TestCatalog(), view -> {});
    List<SnapshotTable> published =
        Stream.of("a.b", "a-x.a", "public.a", "public.b", "public.z")
            .map(SnapshotOrderTest::table)
            .toList();

    assertThat(encoder.chosen(published))
        .extracting(table -> table.relation().toString())
        .containsExactly(expected.split(" "));
  }

  private static SnapshotTable table(String name) {
    String[] parts = name.split("\\.", -1);
    Relation relation =
        new Relation(
            name.hashCode(),
            parts[0],
            parts[1],
            ReplicaIdentity.DEFAULT,
            List.of(new Relation.Column("id", 23, -1, true)));
    return new SnapshotTable(relation, "", List.of());
  }
}
