package io.tidemark.publisher.snapshot;

import io.tidemark.publisher.internal.DaemonThread;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Threads that work for the stream's, and how it waits for them. */
final class Workers {
  private static final long LOOK_MILLIS = 50;
  private static final long LAST_TASKS_SECONDS = 2;

  private Workers() {}

  /** One thread, which does one thing after the other. */
  static ExecutorService single(String name) {
    return Executors.newSingleThreadExecutor(new DaemonThread(name));
  }

  /**
   * Returns the result, or throws what the other thread threw.
   *
   * @param stopping whether to wait no longer
   * @throws StoppedException when it is to stop, or was interrupted
   */
  static <T> T await(Future<T> future, BooleanSupplier stopping) {
    while (true) {
      try {
        return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (stopping.getAsBoolean()) {
          throw new StoppedException();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoppedException();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException unchecked) {
          throw unchecked;
        } else if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw new IllegalStateException("a task with a checked exception", e);
      }
    }
  }

  /** The result, however long it takes. */
  static <T> T await(Future<T> future) {
    return await(future, () -> false);
  }

  /** Lets a thread do what it was asked for so far, if that does not take long. */
  static void end(ExecutorService thread) {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_TASKS_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
