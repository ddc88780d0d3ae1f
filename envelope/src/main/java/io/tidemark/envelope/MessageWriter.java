package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.BinaryForm;
import java.util.function.LongSupplier;

/** Writes logical messages, which have an envelope of their own. Belongs to one thread. */
final class MessageWriter {
  private static final byte[] PREFIX = Utf8.constant("{\"prefix\":");
  private static final byte[] MESSAGE = Utf8.constant(",\"message\":");
  private static final byte[] TRANSACTION = Utf8.constant(",\"transaction\":");
  private static final byte[] CONTENT = Utf8.constant(",\"content\":");

  private final SourceBlock source;
  private final TransactionMetadata transactions;
  private final LongSupplier epochNanos;
  private final BinaryForm form;
  private final Frame keyFrame;
  private final Frame valueFrame;
  private final JsonBuffer json;

  MessageWriter(
      EnvelopeConfig config,
      SourceBlock source,
      TransactionMetadata transactions,
      LongSupplier epochNanos,
      JsonBuffer json) {
    this.transactions = transactions;
    this.source = source;
    this.epochNanos = epochNanos;
    this.json = json;
    form = BinaryForm.of(config.types().binaries());
    keyFrame =
        Frame.of(
            config.format().keys().schemas(), EnvelopeSchemas.MESSAGE_KEY, "{\"prefix\":", "}");
    valueFrame =
        Frame.of(
            config.format().valueSchemas(),
            EnvelopeSchemas.message(BinaryForm.schema(config.types().binaries())),
            "{\"op\":\"m\",\"ts_ms\":",
            "}}");
  }

  void key(String prefix) {
    json.raw(keyFrame.start()).string(prefix).raw(keyFrame.end());
  }

  void value(
      String prefix, boolean transactional, long lsn, byte[] content, int offset, int length) {
    json.raw(valueFrame.start()).number(epochNanos.getAsLong() / 1_000_000);
    source.writeMessage(lsn, json);
    json.raw(TRANSACTION);
    if (transactional) {
      transactions.write(transactions.messages(), lsn, json);
    } else {
      json.nullValue();
    }
    json.raw(MESSAGE).raw(PREFIX).string(prefix).raw(CONTENT);
    form.write(content, offset, length, json);
    json.raw(valueFrame.end());
  }
}
