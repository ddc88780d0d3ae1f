package io.tidemark.publisher;

import io.tidemark.publisher.PublisherState.Failed;
import io.tidemark.publisher.PublisherState.Retrying;
import java.util.Locale;

/** States as lines of a log. */
final class StateLog {

  private StateLog() {}

  /**
   * What failed for good is named and not told: whoever called {@code run} gets it as an exception,
   * and says it once.
   */
  static String line(PublisherState state) {
    String name = state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    if (state instanceof Retrying retrying) {
      return "%s, attempt %d in %d ms: %s"
          .formatted(
              name, retrying.attempt(), retrying.delay().toMillis(), retrying.cause().getMessage());
    }
    return state instanceof Failed failed
        ? name + ": " + failed.cause().getClass().getSimpleName()
        : name;
  }
}
