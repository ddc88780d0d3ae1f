package io.tidemark.publisher;

import io.tidemark.publisher.PublisherState.Failed;
import io.tidemark.publisher.PublisherState.Retrying;
import io.tidemark.publisher.PublisherState.Streaming;
import java.util.Locale;

/** States as lines of a log, each cause told once. Belongs to the thread that runs. */
final class StateLog {
  private String told = "";

  /**
   * What failed for good is named and not told: whoever called {@code run} gets it as an exception,
   * and says it once.
   */
  String line(PublisherState state) {
    String name = state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    if (state instanceof Retrying retrying) {
      return "%s, attempt %d in %d ms: %s"
          .formatted(
              name,
              retrying.attempt(),
              retrying.delay().toMillis(),
              once(String.valueOf(retrying.cause().getMessage())));
    }
    if (state instanceof Streaming) {
      told = "";
    }
    return state instanceof Failed failed
        ? name + ": " + failed.cause().getClass().getSimpleName()
        : name;
  }

  private String once(String cause) {
    if (cause.equals(told)) {
      return "as before";
    }
    told = cause;
    return cause;
  }
}
