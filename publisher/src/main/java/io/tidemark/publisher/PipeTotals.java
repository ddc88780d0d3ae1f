package io.tidemark.publisher;

import io.tidemark.envelope.EventCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one pipe, or several one after the other, have counted. Immutable: totals outlive the pipes.
 */
record PipeTotals(
    List<EventCount> events, DeliveryTimes deliveries, Duration waited, SinkMeasures sink) {

  static final PipeTotals NONE =
      new PipeTotals(List.of(), DeliveryTimes.NONE, Duration.ZERO, SinkMeasures.NONE);

  /** Of a pipe that has ended. */
  PipeTotals past() {
    return new PipeTotals(events, deliveries.past(), waited, sink);
  }

  PipeTotals plus(PipeTotals other) {
    return new PipeTotals(
        sum(events, other.events),
        deliveries.plus(other.deliveries),
        waited.plus(other.waited),
        new SinkMeasures(
            sink.blocked().plus(other.sink.blocked()),
            sink.idle().plus(other.sink.idle()),
            sink.retries() + other.sink.retries()));
  }

  static List<EventCount> sum(List<EventCount> one, List<EventCount> two) {
    Map<List<Object>, EventCount> sums = new LinkedHashMap<>();
    List<EventCount> all = new ArrayList<>(one);
    all.addAll(two);
    for (EventCount count : all) {
      sums.merge(
          List.of(count.table(), count.operation()),
          count,
          (a, b) ->
              new EventCount(
                  a.table(), a.operation(), a.events() + b.events(), a.bytes() + b.bytes()));
    }
    return List.copyOf(sums.values());
  }
}
