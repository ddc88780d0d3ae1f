package io.tidemark.publisher;

import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Explores the interleavings of one sending thread and several threads of callbacks, thread switch
 * by thread switch.
 *
 * <p>What it would catch: sealing an entry after it joined the line (confirms too much), and not
 * looking at the line after sealing (a callback that came before is lost, and nothing is confirmed
 * ever after).
 */
@Tag("slow")
class AckWindowModelCheckTest {
  private static final int INVOCATIONS = 1_000;

  @Test
  void confirmsNothingEarlyAndEverythingAtLast() {
    Lincheck.runConcurrentTest(INVOCATIONS, () -> new Interleaving().allDelivered());
  }

  @Test
  void neverPassesFailureWhateverComesWhen() {
    Lincheck.runConcurrentTest(INVOCATIONS, () -> new Interleaving().oneFails());
  }

  @Test
  void messageAmidTransactionIsConfirmedOnItsOwn() {
    Lincheck.runConcurrentTest(INVOCATIONS, () -> new Interleaving().messageAmidTransaction());
  }

  /** Transactions end at 100, 200, …; {@code safe[i]} says that record i reached the broker. */
  private static final class Interleaving {
    private final boolean[] safe = new boolean[3];
    private final AtomicLong highest = new AtomicLong();
    private final AckWindow window = new AckWindow(this::confirmed);

    private void confirmed(long lsn) {
      if (lsn >= 100) {
        require(safe[0] && safe[1], "records of the transaction that ends at 100");
      }
      if (lsn >= 200) {
        require(safe[2], "record of the transaction that ends at 200");
      }
      highest.accumulateAndGet(lsn, Math::max);
    }

    void allDelivered() {
      window.begin();
      Thread first = deliver(0, window.register(1));
      Thread second = deliver(1, window.register(1));
      window.commit(100);
      window.begin();
      window.commit(150);
      window.begin();
      Thread third = deliver(2, window.register(1));
      window.commit(200);
      join(first, second, third);

      require(window.confirmable() == 200, "confirmable is 200 at last");
      require(highest.get() == 200, "told 200 at last");
      require(window.unacked().transactions() == 0, "nothing is left");
    }

    void oneFails() {
      window.begin();
      Thread first = deliver(0, window.register(1));
      Thread second = deliver(1, window.register(1));
      window.commit(100);
      window.begin();
      DeliveryListener doomed = window.register(1);
      Thread third = start(() -> doomed.onFailed(new IllegalStateException("gone")));
      window.commit(200);
      join(first, second, third);

      require(window.confirmable() == 100, "confirmable is 100 at last");
      require(window.failure() != null, "the cause is kept");
    }

    void messageAmidTransaction() {
      window.begin();
      Thread first = deliver(0, window.register(1));
      DeliveryListener message = window.registerMessage(1);
      Thread third = start(message::onDelivered);
      window.message(90);
      Thread second = deliver(1, window.register(1));
      window.commit(100);
      join(first, second, third);

      require(window.confirmable() == 100, "confirmable is 100 at last");
      require(highest.get() == 100, "told 100 at last");
    }

    /** AssertJ does not run under Lincheck, which calls equals on what it sees. */
    private static void require(boolean fact, String what) {
      if (!fact) {
        throw new AssertionError("expected: " + what);
      }
    }

    private Thread deliver(int record, DeliveryListener listener) {
      return start(
          () -> {
            safe[record] = true;
            listener.onDelivered();
          });
    }

    private static Thread start(Runnable callback) {
      Thread thread = new Thread(callback);
      thread.start();
      return thread;
    }

    private static void join(Thread... threads) {
      for (Thread thread : threads) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
  }
}
