package io.tidemark.pgoutput;

import java.util.ArrayList;
import java.util.List;

/**
 * A decoder with the records that it made. Each message lies in the middle of a larger buffer,
 * between bytes that look like columns, so that a read outside of the slice shows.
 */
final class TestDecoder {
  private static final int MARGIN = 64;

  private final PgOutputDecoder decoder;
  private final List<PgOutputMessage> messages = new ArrayList<>();
  private final RecordHandler handler = new RecordHandler(messages::add);

  TestDecoder(int protocolVersion) {
    decoder = new PgOutputDecoder(protocolVersion);
  }

  /** A decoder of the newest version that knows the given relations. */
  static TestDecoder knowing(MessageBytes... relations) {
    TestDecoder decoder = new TestDecoder(PgOutputDecoder.NEWEST_PROTOCOL_VERSION);
    for (MessageBytes relation : relations) {
      decoder.decode(relation);
    }
    return decoder;
  }

  PgOutputMessage decode(MessageBytes message) {
    return decode(message.toByteArray());
  }

  PgOutputMessage decode(byte[] message) {
    messages.clear();
    decode(message, handler);
    if (messages.size() != 1) {
      throw new AssertionError(
          "one message was fed, " + messages.size() + " came out: " + messages);
    }
    return messages.get(0);
  }

  void decode(MessageBytes message, PgOutputHandler other) {
    decode(message.toByteArray(), other);
  }

  private void decode(byte[] message, PgOutputHandler to) {
    byte[] buffer = new byte[MARGIN + message.length + MARGIN];
    java.util.Arrays.fill(buffer, (byte) 'n');
    System.arraycopy(message, 0, buffer, MARGIN, message.length);
    decoder.decode(buffer, MARGIN, message.length, to);
  }
}
