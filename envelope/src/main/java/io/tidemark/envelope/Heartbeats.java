package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import java.util.List;

/**
 * Makes heartbeat records, which belong to no transaction and leave what the encoder is writing
 * alone. Belongs to one thread.
 */
final class Heartbeats {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final String topic;
  private final byte[] key;
  private final Frame value;
  private final JsonBuffer json = new JsonBuffer();
  private final EnvelopeRecord record = new EnvelopeRecord(json);

  Heartbeats(EnvelopeConfig config) {
    topic = config.topics().heartbeat();
    FormatConfig format = config.format();
    key =
        Frame.of(format.keys().schemas(), EnvelopeSchemas.HEARTBEAT_KEY, "{\"serverName\":", "}")
            .around(Utf8.quoted(config.topics().prefix()));
    value = Frame.of(format.valueSchemas(), EnvelopeSchemas.HEARTBEAT_VALUE, "{\"ts_ms\":", "}");
  }

  /** A heartbeat behind the record that was emitted last. */
  EnvelopeView after(EnvelopeRecord last, long lsn, long epochNanos) {
    json.clear();
    json.raw(key).raw(value.start()).number(epochNanos / NANOS_PER_MILLI).raw(value.end());
    record.standBehind(last);
    record.place(topic, Operation.HEARTBEAT, lsn, List.of());
    record.slices(0, key.length, key.length, json.size());
    return record;
  }
}
