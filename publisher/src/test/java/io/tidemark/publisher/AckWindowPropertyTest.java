package io.tidemark.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * A random stream against a broker of several partitions, each acknowledging in its own order and
 * time, some records failing, killed at a random step: at every step the window agrees with a model
 * that remembers everything.
 */
class AckWindowPropertyTest {

  private enum Fate {
    PENDING,
    DELIVERED,
    FAILED
  }

  private static final class Transaction {
    private final List<Fate> records = new ArrayList<>();
    private long endLsn;

    boolean isSafe() {
      return endLsn != 0 && records.stream().allMatch(fate -> fate == Fate.DELIVERED);
    }
  }

  @Property(tries = 3_000)
  void confirmableIsTheEndOfTheLongestDeliveredPrefix(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int partitions,
      @ForAll @IntRange(max = 3) int failuresPerHundred,
      @ForAll @IntRange(min = 1, max = 400) int stepsUntilKill) {
    Simulation simulation = new Simulation(new Random(seed), partitions, failuresPerHundred);
    for (int step = 0; step < stepsUntilKill; step++) {
      simulation.step();
      simulation.compareWithModel();
    }
    assertThat(simulation.highestConfirmed).isEqualTo(simulation.expected());
  }

  private static final class Simulation {
    private final Random random;
    private final int failuresPerHundred;
    private final List<ArrayDeque<Runnable>> partitions = new ArrayList<>();

    /** In the order of sealing: of LSNs. */
    private final List<Transaction> sealed = new ArrayList<>();

    private final AckWindow window = new AckWindow(this::confirm);
    private Transaction open = new Transaction();
    private boolean inTransaction;
    private boolean anyFailed;
    private long highestConfirmed;
    private long lsn;

    Simulation(Random random, int partitions, int failuresPerHundred) {
      this.random = random;
      this.failuresPerHundred = failuresPerHundred;
      for (int i = 0; i < partitions; i++) {
        this.partitions.add(new ArrayDeque<>());
      }
    }

    private void confirm(long confirmed) {
      assertThat(confirmed).as("monotonic").isGreaterThan(highestConfirmed);
      highestConfirmed = confirmed;
    }

    void step() {
      int choice = random.nextInt(100);
      if (choice < 45) {
        acknowledgeSome();
      } else if (!inTransaction) {
        window.begin();
        inTransaction = true;
        open = new Transaction();
      } else if (choice < 80) {
        send(open, window.register(random.nextInt(1_000)));
      } else if (choice < 90) {
        Transaction message = new Transaction();
        if (random.nextBoolean()) {
          send(message, window.registerMessage(7));
        }
        window.message(seal(message));
      } else {
        inTransaction = false;
        window.commit(seal(open));
      }
    }

    private long seal(Transaction transaction) {
      lsn += 1 + random.nextInt(50);
      transaction.endLsn = lsn;
      sealed.add(transaction);
      return lsn;
    }

    private void send(Transaction transaction, DeliveryListener listener) {
      int record = transaction.records.size();
      transaction.records.add(Fate.PENDING);
      boolean fails = random.nextInt(100) < failuresPerHundred;
      partitions
          .get(random.nextInt(partitions.size()))
          .add(
              () -> {
                transaction.records.set(record, fails ? Fate.FAILED : Fate.DELIVERED);
                if (fails) {
                  anyFailed = true;
                  listener.onFailed(new IllegalStateException("record " + record));
                } else {
                  listener.onDelivered();
                }
              });
    }

    private void acknowledgeSome() {
      ArrayDeque<Runnable> partition = partitions.get(random.nextInt(partitions.size()));
      for (int n = random.nextInt(4); n >= 0 && !partition.isEmpty(); n--) {
        partition.remove().run();
      }
    }

    long expected() {
      long end = 0;
      for (Transaction transaction : sealed) {
        if (!transaction.isSafe()) {
          break;
        }
        end = transaction.endLsn;
      }
      return end;
    }

    void compareWithModel() {
      assertThat(window.confirmable()).isEqualTo(expected());
      assertThat(window.failure() != null).isEqualTo(anyFailed);
    }
  }
}
