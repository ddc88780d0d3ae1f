package io.tidemark.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.benchmarks.debezium.DebeziumConnector;
import io.tidemark.benchmarks.debezium.DebeziumEnvelopes;
import io.tidemark.benchmarks.debezium.DebeziumReplay;
import io.tidemark.benchmarks.workload.BenchmarkDatabase;
import io.tidemark.benchmarks.workload.RecordedTransaction;
import io.tidemark.benchmarks.workload.WireFormat;
import io.tidemark.benchmarks.workload.Workload;
import io.tidemark.envelope.EnvelopeEncoder;
import io.tidemark.envelope.EnvelopeSink;
import io.tidemark.envelope.EnvelopeView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compared is the same work: the same key and value for each row, from either format. */
final class SameEnvelopesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource
  void bothWriteTheSameEvents(Workload workload) {
    RecordedTransaction text = BenchmarkDatabase.record(workload, WireFormat.TEXT);
    RecordedTransaction binary = BenchmarkDatabase.record(workload, WireFormat.BINARY);

    List<Event> expected = debezium(text);

    assertThat(expected).hasSize(BenchmarkDatabase.ROWS);
    assertThat(tidemark(text)).isEqualTo(expected);
    assertThat(tidemark(binary)).isEqualTo(expected);
  }

  private static List<Event> debezium(RecordedTransaction transaction) {
    List<Event> events = new ArrayList<>();
    try (DebeziumConnector debezium = new DebeziumConnector(BenchmarkDatabase.url())) {
      DebeziumReplay replay = new DebeziumReplay(debezium, transaction);
      DebeziumEnvelopes envelopes =
          new DebeziumEnvelopes(debezium, (key, value) -> events.add(Event.of(key, value)));
      replay.decode(envelopes::process);
    }
    return events;
  }

  private static List<Event> tidemark(RecordedTransaction transaction) {
    List<Event> events = new ArrayList<>();
    EnvelopeEncoder encoder = Encoders.encoder(new Collector(events));
    new Replay(transaction, encoder).decodeStream(encoder);
    return events;
  }

  /** A key and a value, without the clock's reading and what depends on earlier transactions. */
  private record Event(JsonNode key, JsonNode value) {
    static Event of(byte @Nullable [] key, byte @Nullable [] value) {
      try {
        ObjectNode envelope = (ObjectNode) JSON.readTree(value);
        envelope.remove(List.of("ts_ms", "ts_us", "ts_ns"));
        ((ObjectNode) envelope.get("source")).remove("sequence");
        return new Event(JSON.readTree(key), envelope);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record Collector(List<Event> events) implements EnvelopeSink {
    @Override
    public void onEnvelope(EnvelopeView envelope) {
      events.add(Event.of(envelope.key(), envelope.value()));
    }

    @Override
    public void onBegin(long commitLsn, long commitTimeMicros, long xid) {}

    @Override
    public void onCommit(long commitLsn, long endLsn) {}

    @Override
    public void onNonTransactionalMessage(long lsn) {}
  }
}
