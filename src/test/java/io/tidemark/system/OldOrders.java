package io.tidemark.system;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * A shop with orders from before its slot, which a snapshot reads, and a client that changes them
 * meanwhile, in bursts: so a fast machine does not make more of its statements.
 */
final class OldOrders implements AutoCloseable {
  private static final int ROUNDS = Integer.getInteger("snapshot.rounds", 1);

  private final Shop shop;
  private final int rows;
  private final Semaphore permitted = new Semaphore(0);
  private CompletableFuture<Void> changing = CompletableFuture.completedFuture(null);

  /** What is done in each round of a test. */
  interface Round {
    void run(int number, Random random) throws Exception;
  }

  /** As many rounds as {@code -Dsnapshot.rounds} says, each with a seed of its own. */
  static void rounds(String what, Round round) throws Exception {
    for (int number = 0; number < ROUNDS; number++) {
      long seed = new Random().nextLong();
      System.err.println("Round " + number + " of " + what + " has the seed " + seed);
      round.run(number, new Random(seed));
    }
  }

  /** A database without slot, and so many orders with the IDs from -1 downwards. */
  OldOrders(String database, int rows) {
    this.rows = rows;
    shop = Shop.create(new EmbeddedServers(), database);
    execute(
        dropSlot(),
        "INSERT INTO orders SELECT -g, g % 10, g, repeat('old', 40) FROM generate_series(1, "
            + rows
            + ") g");
  }

  private String dropSlot() {
    return "SELECT pg_drop_replication_slot('" + shop.name() + "')";
  }

  Shop shop() {
    return shop;
  }

  void execute(String... statements) {
    shop.servers().execute(shop.name(), statements);
  }

  /** Starts a client that makes so many statements, each when it is permitted. */
  void startChanging(int statements, long seed) {
    changing = CompletableFuture.runAsync(() -> change(statements, new Random(seed)));
  }

  void permit(int statements) {
    permitted.release(statements);
  }

  /** Returns when all statements were made; fails when one of them has. */
  void awaitChanges() {
    changing.join();
  }

  /** Updates, moves, deletes and renumbers rows; the total of a key only grows. */
  private void change(int statements, Random random) {
    try (Connection connection = shop.servers().connect(shop.name());
        Statement statement = connection.createStatement()) {
      for (int made = 0; made < statements; made++) {
        permitted.acquireUninterruptibly();
        int id = -1 - random.nextInt(rows);
        statement.execute(
            switch (random.nextInt(10)) {
              case 0 -> "DELETE FROM orders WHERE id = " + id;
              case 1 -> "UPDATE orders SET id = id - " + rows + " WHERE id = " + id;
              default ->
                  "UPDATE orders SET total = total + 1, note = repeat('new', %d) WHERE id BETWEEN %d AND %d"
                      .formatted(random.nextInt(80), id - 5, id);
            });
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server has few slots for all tests. */
  @Override
  public void close() {
    execute(dropSlot());
  }
}
