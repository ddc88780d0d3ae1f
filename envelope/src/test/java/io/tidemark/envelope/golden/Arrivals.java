package io.tidemark.envelope.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The events of one side as they arrive. Messages with the prefix {@link #MARK} are counted and not
 * kept: whoever has as many as were written has everything before them. Thread-safe.
 */
final class Arrivals {
  static final String MARK = "tidemark_mark";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final String side;
  private final List<JsonNode> events = new ArrayList<>();
  private int marks;
  private int settled;
  private @Nullable Throwable failure;

  Arrivals(String side) {
    this.side = side;
  }

  synchronized void add(JsonNode event) {
    if (VolatileFields.payload(event.get("key")).path("prefix").asText().equals(MARK)) {
      marks++;
      settled = events.size();
      notifyAll();
    } else {
      events.add(event);
    }
  }

  synchronized void fail(Throwable cause) {
    failure = cause;
    notifyAll();
  }

  /** Waits until so many marks have come. */
  synchronized void await(int wanted) throws InterruptedException {
    long start = System.nanoTime();
    while (marks < wanted) {
      long left = PATIENCE_NANOS - (System.nanoTime() - start);
      if (failure != null) {
        throw new AssertionError(side + " stopped after " + events.size() + " events", failure);
      } else if (left <= 0) {
        throw new AssertionError(side + ": mark " + wanted + " did not come, the last is " + marks);
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** The events before the last mark: what its own transaction still sends is left out. */
  synchronized List<JsonNode> events() {
    return List.copyOf(events.subList(0, settled));
  }
}
