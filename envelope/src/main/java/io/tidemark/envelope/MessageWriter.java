package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.BinaryForm;
import java.util.function.LongSupplier;

/** Writes logical messages, which have an envelope of their own. Belongs to one thread. */
final class MessageWriter {
  private static final byte[] PREFIX = Utf8.constant("{\"prefix\":");
  private static final byte[] OP = Utf8.constant("{\"op\":\"m\",\"ts_ms\":");
  private static final byte[] MESSAGE = Utf8.constant(",\"transaction\":null,\"message\":");
  private static final byte[] CONTENT = Utf8.constant(",\"content\":");

  private final SourceBlock source;
  private final LongSupplier epochNanos;
  private final BinaryForm form;
  private final JsonBuffer json;

  MessageWriter(
      EnvelopeConfig config, SourceBlock source, LongSupplier epochNanos, JsonBuffer json) {
    this.source = source;
    this.epochNanos = epochNanos;
    this.json = json;
    form = BinaryForm.of(config.types().binaries());
  }

  void key(String prefix) {
    json.raw(PREFIX).string(prefix).raw('}');
  }

  void value(String prefix, long lsn, byte[] content, int offset, int length) {
    json.raw(OP).number(epochNanos.getAsLong() / 1_000_000).raw(',');
    source.writeMessage(lsn, json);
    json.raw(MESSAGE).raw(PREFIX).string(prefix).raw(CONTENT);
    form.write(content, offset, length, json);
    json.raw('}').raw('}');
  }
}
