package io.tidemark.pgoutput;

import java.util.ArrayList;
import java.util.List;

/**
 * Feeds a fuzzer's bytes to both faces of the decoder, which must agree: the same number of
 * messages, and the same {@link ProtocolException} or none. Any other exception is a finding.
 *
 * <p>The input is a session: a byte for the protocol version, then messages, each behind its length
 * in two bytes. See CONTRIBUTING.md for the command.
 */
public final class DecoderFuzz {
  private DecoderFuzz() {}

  /** Jazzer's entry point. */
  public static void fuzzerTestOneInput(byte[] session) {
    if (session.length == 0) {
      return;
    }
    int version = 1 + (session[0] & 3);
    List<PgOutputMessage> records = new ArrayList<>();
    CountingHandler calls = new CountingHandler();
    String fromRecords =
        feed(session, new PgOutputDecoder(version), new RecordHandler(records::add));
    String fromCalls = feed(session, new PgOutputDecoder(version), calls);
    if (!fromRecords.equals(fromCalls) || records.size() != calls.messages()) {
      throw new AssertionError(
          "records: "
              + records.size()
              + " and "
              + fromRecords
              + ", calls: "
              + calls.messages()
              + " and "
              + fromCalls);
    }
    for (PgOutputMessage record : records) {
      if (record.toString().isEmpty()) {
        throw new AssertionError("a record of type " + record.getClass() + " does not show itself");
      }
    }
  }

  /** Why a session is refused, empty when it is not. */
  static String refusal(byte[] session) {
    return feed(
        session, new PgOutputDecoder(1 + (session[0] & 3)), new RecordHandler(message -> {}));
  }

  /** The refusal's text, empty when every message was accepted. */
  private static String feed(byte[] session, PgOutputDecoder decoder, PgOutputHandler handler) {
    int at = 1;
    while (session.length - at >= 2) {
      int declared = ((session[at] & 0xff) << 8) | (session[at + 1] & 0xff);
      int length = Math.min(declared, session.length - at - 2);
      try {
        decoder.decode(session, at + 2, length, handler);
      } catch (ProtocolException refused) {
        return refused.getMessage();
      }
      at += 2 + length;
    }
    return "";
  }
}
