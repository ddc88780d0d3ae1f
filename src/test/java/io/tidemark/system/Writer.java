package io.tidemark.system;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One of several that write to the shop at the same time: transactions of inserts, updates, key
 * changes and deletes, some rolled back. Remembers what it committed. Belongs to one thread.
 */
final class Writer implements AutoCloseable {
  private final Random random;
  private final int number;
  private final Connection connection;
  private final Map<Long, List<Change>> committed;

  private final List<Long> orders = new ArrayList<>();
  private long lastOrder;

  /**
   * @param number from 0: keys of different writers do not meet, except in shared customers
   * @param committed what was committed, by xid
   */
  Writer(Shop shop, int number, long seed, Map<Long, List<Change>> committed) throws SQLException {
    this.random = new Random(seed + number);
    this.number = number;
    this.committed = committed;
    this.connection = shop.servers().connect(shop.name());
    connection.setAutoCommit(false);
  }

  /** One transaction; returns how many row changes it committed. */
  int writeTransaction() throws SQLException {
    List<Change> changes = new ArrayList<>();
    List<Long> ordersBefore = List.copyOf(orders);
    long xid = currentXid();
    if (random.nextInt(4) == 0) {
      upsertSharedCustomer(changes);
    }
    for (int i = random.nextInt(8); i >= 0; i--) {
      writeOne(changes);
    }
    if (random.nextInt(10) == 0) {
      connection.rollback();
      orders.clear();
      orders.addAll(ordersBefore);
      return 0;
    }
    connection.commit();
    committed.put(xid, changes);
    return changes.size();
  }

  private void writeOne(List<Change> changes) throws SQLException {
    int choice = orders.isEmpty() ? 0 : random.nextInt(10);
    if (choice < 4) {
      insertOrder(changes);
    } else if (choice < 7) {
      updateOrder(changes);
    } else if (choice < 8) {
      changeKey(changes);
    } else {
      deleteOrder(changes);
    }
  }

  /** The first statement of its transaction, so that writers wait for each other in one order. */
  private void upsertSharedCustomer(List<Change> changes) throws SQLException {
    int id = random.nextInt(10);
    int updated = update("UPDATE customers SET name = ?, vip = NOT vip WHERE id = ?", text(), id);
    if (updated == 1) {
      changes.add(new Change("customers", "{\"id\":" + id + "}", "u"));
    }
  }

  private void insertOrder(List<Change> changes) throws SQLException {
    long id = nextOrder();
    BigDecimal total = BigDecimal.valueOf(random.nextInt(1_000_000), 2);
    update("INSERT INTO orders VALUES (?, ?, ?, ?)", id, random.nextInt(10), total, text());
    changes.add(new Change("orders", orderKey(id), "c"));
    for (int line = random.nextInt(3); line > 0; line--) {
      update("INSERT INTO order_lines VALUES (?, ?, ?, ?)", id, line, text(), random.nextInt(9));
      changes.add(new Change("order_lines", lineKey(id, line), "c"));
    }
    orders.add(id);
  }

  private void updateOrder(List<Change> changes) throws SQLException {
    long id = orders.get(random.nextInt(orders.size()));
    update("UPDATE orders SET note = ? WHERE id = ?", text(), id);
    changes.add(new Change("orders", orderKey(id), "u"));
  }

  private void changeKey(List<Change> changes) throws SQLException {
    long from = orders.remove(random.nextInt(orders.size()));
    long to = nextOrder();
    update("UPDATE orders SET id = ? WHERE id = ?", to, from);
    changes.add(new Change("orders", orderKey(from), "d"));
    changes.add(new Change("orders", orderKey(to), "c"));
    orders.add(to);
  }

  private void deleteOrder(List<Change> changes) throws SQLException {
    long id = orders.remove(random.nextInt(orders.size()));
    update("DELETE FROM orders WHERE id = ?", id);
    changes.add(new Change("orders", orderKey(id), "d"));
  }

  private long nextOrder() {
    return ++lastOrder * 100 + number;
  }

  private @org.jspecify.annotations.Nullable String text() {
    return random.nextInt(8) == 0 ? null : "text \"" + random.nextInt(1_000) + "\" é\n";
  }

  private static String orderKey(long id) {
    return "{\"id\":" + id + "}";
  }

  private static String lineKey(long order, int line) {
    return "{\"order_id\":" + order + ",\"line\":" + line + "}";
  }

  private int update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  private long currentXid() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_current_xact_id()::text::bigint")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
