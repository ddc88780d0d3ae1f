package io.tidemark.publisher;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of a publisher: a line of the log at each change. Changed by the thread that runs. */
final class CurrentState {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  private final String slot;
  private final Consumer<PublisherState> listener;
  private final StateLog lines = new StateLog();

  // Read by any thread
  private volatile PublisherState state = new PublisherState.Created();

  CurrentState(String slot, Consumer<PublisherState> listener) {
    this.slot = slot;
    this.listener = listener;
  }

  PublisherState get() {
    return state;
  }

  void become(PublisherState next) {
    state = next;
    if (next instanceof PublisherState.Retrying) {
      LOG.warn("Slot {}: {}", slot, lines.line(next));
    } else {
      LOG.info("Slot {}: {}", slot, lines.line(next));
    }
    listener.accept(next);
  }
}
