package io.tidemark.envelope.golden;

import io.tidemark.replication.WalHandler;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes the runner's own messages out of a stream, counts them, and hands all else to several
 * encoders. Thread-safe.
 */
final class Marks implements InvocationHandler {
  static final String SYNC = "golden_sync";
  static final String END = "golden_end";
  private static final int PREFIX_ARGUMENT = 3;
  private static final long PATIENCE_SECONDS = 60;

  private final List<? extends WalHandler> handlers;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int seen;
  private int wanted;
  private boolean over;

  Marks(List<? extends WalHandler> handlers) {
    this.handlers = handlers;
  }

  WalHandler handler() {
    return (WalHandler)
        Proxy.newProxyInstance(
            Marks.class.getClassLoader(), new Class<?>[] {WalHandler.class}, this);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
    String prefix = method.getName().equals("onMessage") ? (String) args[PREFIX_ARGUMENT] : "";
    if (prefix.equals(SYNC) || prefix.equals(END)) {
      set(seen + 1, prefix.equals(END));
      return null;
    }
    if (!isOver()) {
      for (WalHandler handler : handlers) {
        try {
          method.invoke(handler, args);
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      }
    }
    return null;
  }

  /** Nothing more will come. */
  void end() {
    set(seen, true);
  }

  private void set(int marks, boolean last) {
    lock.lock();
    try {
      seen = marks;
      over |= last;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isOver() {
    lock.lock();
    try {
      return over;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Blocks the reader until somebody waits for a mark: so it reads what was written before, as late
   * as the script allows, and look-ups in the catalog see the same in each run.
   */
  void awaitDemand() {
    lock.lock();
    try {
      while (seen >= wanted && !over) {
        changed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      over = true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until so many marks have passed, or the stream is over. */
  void await(int marks) {
    lock.lock();
    try {
      wanted = marks;
      changed.signalAll();
      long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (seen < marks && !over) {
        if (left <= 0) {
          throw new IllegalStateException(
              "mark " + marks + ": found " + seen + " after " + PATIENCE_SECONDS + " s");
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      lock.unlock();
    }
  }
}
