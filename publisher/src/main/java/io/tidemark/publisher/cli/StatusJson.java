package io.tidemark.publisher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.PublisherState;
import io.tidemark.publisher.PublisherState.Failed;
import io.tidemark.publisher.PublisherState.Retrying;
import io.tidemark.publisher.PublisherStatus;
import io.tidemark.publisher.SnapshotStatus;
import io.tidemark.publisher.WalLadder;
import io.tidemark.publisher.metrics.MonitorSample;
import io.tidemark.publisher.metrics.PublisherMonitor;
import java.util.Locale;

/** What {@code /status} and {@code /health} say. */
final class StatusJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StatusJson() {}

  /** Whether nothing needs a person or time to pass. */
  static boolean isHealthy(PublisherState state) {
    return !(state instanceof Retrying
        || state instanceof Failed
        || state instanceof PublisherState.Stopped
        || state instanceof PublisherState.Created);
  }

  static String health(PublisherState state) {
    return state(state).toString();
  }

  private static ObjectNode state(PublisherState state) {
    ObjectNode json = JSON.createObjectNode();
    json.put("state", state.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    if (state instanceof Retrying retrying) {
      json.put("cause", retrying.cause().getMessage());
      json.put("attempt", retrying.attempt());
      json.put("nextAttempt", retrying.nextAttempt().toString());
    } else if (state instanceof Failed failed) {
      json.put("cause", failed.cause().getMessage());
    }
    return json;
  }

  static String status(String slot, Publisher publisher, PublisherMonitor monitor) {
    PublisherStatus status = publisher.status();
    MonitorSample sample = monitor.sample();
    ObjectNode json = state(status.state());
    json.put("slot", slot);
    ObjectNode wal = json.putObject("wal");
    position(wal, "server", sample.serverEnd());
    sample.measures().wal().ifPresent(ladder -> ladder(wal, ladder));
    sample
        .measures()
        .wal()
        .ifPresent(
            ladder -> {
              if (sample.serverEnd().isValid()) {
                json.put(
                    "lagBytes", Math.max(0, sample.serverEnd().bytesSince(ladder.confirmed())));
              }
              json.put("lagSeconds", monitor.age(ladder.confirmed()).toMillis() / 1e3);
            });
    ObjectNode unacked = json.putObject("unacked");
    unacked.put("transactions", status.unackedTransactions());
    unacked.put("bytes", status.unackedBytes());
    unacked.put("oldestSeconds", status.oldestUnacked().toMillis() / 1e3);
    json.put("retries", sample.measures().retries());
    publisher.snapshot().ifPresent(snapshot -> snapshot(json.putObject("snapshot"), snapshot));
    sample
        .slot()
        .ifPresent(
            found -> json.put("walStatus", found.walStatus().name().toLowerCase(Locale.ROOT)));
    sample
        .bottleneck()
        .ifPresent(stage -> json.put("bottleneck", stage.name().toLowerCase(Locale.ROOT)));
    return json.toString();
  }

  private static void snapshot(ObjectNode json, SnapshotStatus snapshot) {
    json.put("rows", snapshot.rows());
    json.put("bytes", snapshot.bytes());
    json.put("fraction", snapshot.fraction());
    ArrayNode tables = json.putArray("tables");
    for (SnapshotStatus.Table table : snapshot.tables()) {
      tables
          .addObject()
          .put("name", table.name())
          .put("rows", table.rows())
          .put("estimatedRows", table.estimatedRows())
          .put("fraction", table.fraction());
    }
  }

  private static void ladder(ObjectNode json, WalLadder ladder) {
    position(json, "received", ladder.received());
    position(json, "decoded", ladder.decoded());
    position(json, "sent", ladder.sent());
    position(json, "acked", ladder.acked());
    position(json, "confirmed", ladder.confirmed());
  }

  private static void position(ObjectNode json, String name, Lsn lsn) {
    if (lsn.isValid()) {
      json.put(name, lsn.toString());
    }
  }
}
