package io.tidemark.examples.quickstart;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A shop's day in small: customers sign up and change, orders are placed, paid and cancelled,
 * products are restocked and renumbered. Every row is entered in the ledger as the events that it
 * must become. Belongs to one thread.
 */
final class Workload {
  private static final Duration PAUSE = Duration.ofMillis(60);

  private final Connection connection;
  private final Ledger ledger;
  private final Random random;
  private final List<Long> customers = new ArrayList<>();
  private final List<String> products = new ArrayList<>();
  private final List<String> orders = new ArrayList<>();
  private int nextSku = 1000;
  private long rows;
  private long transactions;

  private Workload(Connection connection, Ledger ledger, long seed) {
    this.connection = connection;
    this.ledger = ledger;
    this.random = new Random(seed);
  }

  /** What was done: transactions committed, and rows inserted, updated or deleted by them. */
  record Done(long transactions, long rows) {}

  /** Works until told to stop, pausing between transactions so that a person can follow. */
  static Done run(String jdbcUrl, Ledger ledger, long seed, BooleanSupplier goOn)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
      connection.setAutoCommit(false);
      Workload workload = new Workload(connection, ledger, seed);
      workload.openTheShop();
      while (goOn.getAsBoolean()) {
        workload.transaction();
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      return new Done(workload.transactions, workload.rows);
    }
  }

  private void openTheShop() throws SQLException {
    for (int i = 0; i < 5; i++) {
      addProduct();
      addCustomer();
    }
    commit();
    // One of each at the start, so that even a short run shows every kind of event.
    placeOrders();
    changeCustomer();
    renumberProduct();
    payOrder();
    cancelOrder();
  }

  private void transaction() throws SQLException {
    switch (random.nextInt(10)) {
      case 0 -> signUp();
      case 1, 2 -> changeCustomer();
      case 3 -> restock();
      case 4 -> renumberProduct();
      case 5 -> cancelOrder();
      case 6, 7 -> payOrder();
      default -> placeOrders();
    }
  }

  private void signUp() throws SQLException {
    addCustomer();
    commit();
  }

  /**
   * Updates a narrow column only: the notes stay where they are, and the stream does not carry
   * them.
   */
  private void changeCustomer() throws SQLException {
    update("customers", "UPDATE customers SET vip = NOT vip WHERE id = ?", pick(customers));
    commit();
  }

  private void restock() throws SQLException {
    for (String sku : List.copyOf(products.subList(0, Math.min(3, products.size())))) {
      update(
          "products",
          "UPDATE products SET stock = stock + 10, price = price * 1.01 WHERE sku = ?",
          sku);
    }
    commit();
  }

  /** A new primary key: PostgreSQL updates one row, and consumers see a delete and a create. */
  private void renumberProduct() throws SQLException {
    int index = random.nextInt(products.size());
    String sku = "SKU-" + nextSku++;
    execute("UPDATE products SET sku = ? WHERE sku = ?", sku, products.get(index));
    products.set(index, sku);
    ledger("products", "d");
    ledger("products", "c");
    rows++;
    commit();
  }

  /** One transaction over two tables and several rows. */
  private void placeOrders() throws SQLException {
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      String sku = pick(products);
      int quantity = 1 + random.nextInt(5);
      orders.add(
          insert(
              "orders",
              "INSERT INTO orders (customer_id, sku, quantity, total, ship_on) SELECT ?, sku, ?, price * ?,"
                  + " current_date + 2 FROM products WHERE sku = ? RETURNING id",
              pick(customers),
              (short) quantity,
              quantity,
              sku));
      update("products", "UPDATE products SET stock = stock - " + quantity + " WHERE sku = ?", sku);
    }
    commit();
  }

  private void payOrder() throws SQLException {
    if (!orders.isEmpty()) {
      update("orders", "UPDATE orders SET status = 'paid' WHERE id = ?::uuid", pick(orders));
      commit();
    }
  }

  private void cancelOrder() throws SQLException {
    if (!orders.isEmpty()) {
      String id = orders.remove(random.nextInt(orders.size()));
      execute("DELETE FROM orders WHERE id = ?::uuid", id);
      ledger("orders", "d");
      rows++;
      commit();
    }
  }

  private void addProduct() throws SQLException {
    String sku = "SKU-" + nextSku++;
    insert(
        "products",
        "INSERT INTO products VALUES (?, ?, ?, ?, ?::jsonb) RETURNING sku",
        sku,
        "Product \"" + sku + "\" größe " + random.nextInt(50),
        new BigDecimal(random.nextInt(10_000)).movePointLeft(2),
        100,
        "{\"colour\": \"blue\", \"tags\": [1, null]}");
    products.add(sku);
  }

  private void addCustomer() throws SQLException {
    String notes = Character.toString('a' + random.nextInt(26)).repeat(Shop.NOTES_LENGTH);
    String email = "customer" + random.nextInt(100_000) + "@example.com";
    customers.add(
        Long.valueOf(
            insert(
                "customers",
                "INSERT INTO customers (email, notes) VALUES (?, ?) RETURNING id",
                email,
                notes)));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String insert(String table, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet result = statement.executeQuery()) {
      result.next();
      ledger(table, "c");
      rows++;
      return result.getString(1);
    }
  }

  private void update(String table, String sql, Object key) throws SQLException {
    execute(sql, key);
    ledger(table, "u");
    rows++;
  }

  private void execute(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      int affected = statement.executeUpdate();
      if (affected != 1) {
        throw new IllegalStateException(sql + ": expected to change 1 row, changed " + affected);
      }
    }
  }

  private PreparedStatement prepare(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private void ledger(String table, String op) {
    ledger.add(table, op, 1);
  }

  private void commit() throws SQLException {
    connection.commit();
    transactions++;
  }
}
