package io.tidemark.publisher;

import io.tidemark.publisher.internal.DaemonThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * A sink that is opened while something else is done: loading a client's classes and reaching its
 * brokers is half of a start. Belongs to one thread.
 */
final class SinkAhead implements AutoCloseable {
  private final CompletableFuture<EventSink> sink;
  private boolean taken;

  private SinkAhead(CompletableFuture<EventSink> sink) {
    this.sink = sink;
  }

  /** Begins to. */
  static SinkAhead open(Supplier<EventSink> sinks) {
    DaemonThread thread = new DaemonThread("tidemark-connect");
    return new SinkAhead(
        CompletableFuture.supplyAsync(sinks, task -> thread.newThread(task).start()));
  }

  /** The sink, when it is open; throws what kept it from being opened. */
  EventSink await() {
    try {
      return sink.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SinkException("interrupted while the sink was opened", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a supplier with a checked exception", e);
    }
  }

  /** The same, which {@link #close} then leaves open. */
  EventSink take() {
    EventSink open = await();
    taken = true;
    return open;
  }

  /** Closes the sink unless it was taken, also one that is not open yet. */
  @Override
  public void close() {
    if (!taken) {
      var unused = sink.thenAccept(EventSink::close);
    }
  }
}
