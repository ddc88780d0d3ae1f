package io.tidemark.envelope;

import static io.tidemark.envelope.SnapshotMarker.FIRST;
import static io.tidemark.envelope.SnapshotMarker.FIRST_IN_DATA_COLLECTION;
import static io.tidemark.envelope.SnapshotMarker.LAST;
import static io.tidemark.envelope.SnapshotMarker.LAST_IN_DATA_COLLECTION;
import static io.tidemark.envelope.SnapshotMarker.TRUE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Debezium's snapshots have, of tables one after the other; then of chunks at once. */
final class SnapshotMarkersTest {
  private final SnapshotMarkers<String> markers = new SnapshotMarkers<>();
  private final List<String> sent = new ArrayList<>();

  private void read(SnapshotMarkers<String>.Table table, String... rows) {
    for (int i = 0; i < rows.length; i++) {
      if (i == 0) {
        follow(table);
      }
      if (i < rows.length - 1) {
        sent.add(rows[i] + " " + table.next());
      } else {
        send(table.hold(rows[i]));
      }
    }
  }

  private void follow(SnapshotMarkers<String>.Table table) {
    var freed = table.follow();
    while (freed != null) {
      send(freed);
      freed = table.follow();
    }
  }

  private void send(SnapshotMarkers.@Nullable Held<String> held) {
    if (held != null) {
      sent.add(held.row() + " " + held.marker());
    }
  }

  private void table(String... rows) {
    SnapshotMarkers<String>.Table table = markers.table();
    read(table, rows);
    send(table.end());
  }

  private List<String> end() {
    send(markers.end());
    return sent;
  }

  @Test
  void markFirstAndLastOfEachTable() {
    table("a1", "a2", "a3");
    table();
    table("c1", "c2");

    assertThat(end())
        .containsExactly(
            "a1 " + FIRST,
            "a2 " + TRUE,
            "a3 " + LAST_IN_DATA_COLLECTION,
            "c1 " + FIRST_IN_DATA_COLLECTION,
            "c2 " + LAST);
  }

  @Test
  void takeTheLastTableWithRowsForTheLast() {
    table("a1", "a2");
    table();

    assertThat(end()).containsExactly("a1 " + FIRST, "a2 " + LAST);
  }

  @Test
  void callTheOnlyRowLast() {
    table("a1");
    assertThat(end()).containsExactly("a1 " + LAST);
  }

  @Test
  void callTheFirstRowFirstAlsoWhenItsTableHasNoOther() {
    table("a1");
    table("b1");
    table("c1");

    assertThat(end()).containsExactly("a1 " + FIRST, "b1 " + LAST_IN_DATA_COLLECTION, "c1 " + LAST);
  }

  @Test
  void haveNothingToSayAboutNoRows() {
    table();
    assertThat(end()).isEmpty();
  }

  @Test
  void countChunksAsOneTable() {
    SnapshotMarkers<String>.Table table = markers.table();
    read(table, "a1", "a2");
    read(table);
    read(table, "a3");
    send(table.end());

    assertThat(end()).containsExactly("a1 " + FIRST, "a2 " + TRUE, "a3 " + LAST);
  }

  @Test
  void markOneLastRowWhenChunksEndInAnyOrder() {
    SnapshotMarkers<String>.Table a = markers.table();
    SnapshotMarkers<String>.Table b = markers.table();
    follow(a);
    follow(b);
    send(a.hold("a1"));
    send(b.hold("b1"));
    send(b.hold("b2"));
    send(a.hold("a2"));
    send(b.end());
    send(a.end());

    assertThat(end())
        .containsExactly(
            "b1 " + FIRST_IN_DATA_COLLECTION,
            "a1 " + FIRST,
            "b2 " + LAST_IN_DATA_COLLECTION,
            "a2 " + LAST);
  }
}
