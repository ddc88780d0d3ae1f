package io.tidemark.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares what was read from the topics with what was committed, and with what is in the tables.
 */
final class Comparison {
  private static final Set<String> WRITTEN = Set.of("customers", "orders", "order_lines");

  private final List<Event> all;
  private final List<Event> distinct = new ArrayList<>();

  /**
   * @param events in the order of their partitions
   */
  Comparison(List<Event> events) {
    all = events;
    Set<Event.Identity> seen = new HashSet<>();
    for (Event event : events) {
      if (seen.add(event.identity())) {
        distinct.add(event);
      }
    }
  }

  void hasNoDuplicates() {
    assertThat(all).hasSameSizeAs(distinct);
  }

  /** Every transaction, every change in it, and for each row the changes in their order. */
  void hasTheTransactions(Map<Long, List<Change>> committed) {
    Map<Long, Map<String, List<String>>> expected = new TreeMap<>();
    committed.forEach((xid, changes) -> expected.put(xid, opsByRow(changes)));
    Map<Long, List<Change>> published =
        distinct.stream()
            .filter(e -> WRITTEN.contains(e.change().table()) && committed.containsKey(e.xid()))
            .collect(
                Collectors.groupingBy(
                    Event::xid, Collectors.mapping(Event::change, Collectors.toList())));
    Map<Long, Map<String, List<String>>> actual = new TreeMap<>();
    published.forEach((xid, changes) -> actual.put(xid, opsByRow(changes)));
    assertThat(actual).isEqualTo(expected);
  }

  private static Map<String, List<String>> opsByRow(Collection<Change> changes) {
    return changes.stream()
        .collect(
            Collectors.groupingBy(
                Change::row, TreeMap::new, Collectors.mapping(Change::op, Collectors.toList())));
  }

  /** A consumer that applies the events has the tables, row by row and column by column. */
  void addsUpToTheTables(Shop shop) throws SQLException {
    Map<String, Map<String, Map<String, String>>> tables = new HashMap<>();
    Shop.TABLES.forEach(table -> tables.put(table, new HashMap<>()));
    for (Event event : all) {
      Map<String, Map<String, String>> table = tables.get(event.change().table());
      if (event.change().op().equals("d")) {
        table.remove(event.change().key());
      } else {
        table.put(event.change().key(), event.after());
      }
    }
    for (String table : Shop.TABLES) {
      List<Map<String, String>> rows = shop.rows(table);
      assertThat(tables.get(table)).as(table).hasSameSizeAs(rows);
      assertThat(new HashSet<>(tables.get(table).values()))
          .as(table)
          .isEqualTo(new HashSet<>(rows));
    }
  }

  /** Changes of one row were first seen in the order in which they were made. */
  void keepsTheOrderOfEachKey() {
    Map<String, Long> last = new HashMap<>();
    for (Event event : distinct) {
      Long before = last.put(event.change().row(), event.lsn());
      assertThat(before == null || before <= event.lsn()).as("in order: %s", event).isTrue();
    }
  }

  /**
   * What is repeated in a partition is repeated from the start of a transaction, and from there on
   * nothing is left out.
   */
  void repeatsOnlyWholeTransactions() {
    Map<TopicPartition, List<Event>> partitions =
        distinct.stream().collect(Collectors.groupingBy(Event::source));
    Map<TopicPartition, Integer> positions = new HashMap<>();
    Map<Event.Identity, Integer> index = new HashMap<>();
    for (List<Event> partition : partitions.values()) {
      for (int i = 0; i < partition.size(); i++) {
        index.put(partition.get(i).identity(), i);
      }
    }
    for (Event event : all) {
      int now = index.get(event.identity());
      Integer before = positions.put(event.source(), now);
      List<Event> partition = partitions.get(event.source());
      boolean next = now == (before == null ? 0 : before + 1);
      boolean startsTransaction = now == 0 || partition.get(now - 1).xid() != event.xid();
      assertThat(next || (before != null && now <= before && startsTransaction))
          .as("after event %s of its partition comes %s: %s", before, now, event)
          .isTrue();
    }
  }

  int duplicates() {
    return all.size() - distinct.size();
  }
}
