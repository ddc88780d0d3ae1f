package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.BinaryForm;
import java.util.function.LongSupplier;

/** Writes logical messages, which have an envelope of their own. Belongs to one thread. */
final class MessageWriter {
  private static final byte[] PREFIX = Utf8.constant("{\"prefix\":");
  private static final byte[] MESSAGE = Utf8.constant(",\"transaction\":null,\"message\":");
  private static final byte[] CONTENT = Utf8.constant(",\"content\":");

  private final SourceBlock source;
  private final LongSupplier epochNanos;
  private final BinaryForm form;
  private final Frame keyFrame;
  private final Frame valueFrame;
  private final JsonBuffer json;

  MessageWriter(
      EnvelopeConfig config, SourceBlock source, LongSupplier epochNanos, JsonBuffer json) {
    this.source = source;
    this.epochNanos = epochNanos;
    this.json = json;
    form = BinaryForm.of(config.types().binaries());
    keyFrame = Frame.of(config.format(), EnvelopeSchemas.MESSAGE_KEY, "{\"prefix\":", "}");
    valueFrame =
        Frame.of(
            config.format(),
            EnvelopeSchemas.message(BinaryForm.schema(config.types().binaries())),
            "{\"op\":\"m\",\"ts_ms\":",
            "}}");
  }

  void key(String prefix) {
    json.raw(keyFrame.start()).string(prefix).raw(keyFrame.end());
  }

  void value(String prefix, long lsn, byte[] content, int offset, int length) {
    json.raw(valueFrame.start()).number(epochNanos.getAsLong() / 1_000_000).raw(',');
    source.writeMessage(lsn, json);
    json.raw(MESSAGE).raw(PREFIX).string(prefix).raw(CONTENT);
    form.write(content, offset, length, json);
    json.raw(valueFrame.end());
  }
}
